using Spark.Domain.Markets;

namespace Spark.Executor.Ledger;

/// <summary>An order's id on the exchange, which is unique per symbol only.</summary>
internal readonly record struct ExchangeOrderId(Symbol Symbol, long OrderId);
