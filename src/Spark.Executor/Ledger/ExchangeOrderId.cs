using Spark.Domain.Markets;

namespace Spark.Executor.Ledger;

/// <summary>An order's id on the exchange, which is unique per symbol only; the algo service's ids are a space of their own.</summary>
internal readonly record struct ExchangeOrderId(Symbol Symbol, long OrderId, bool Algo);
