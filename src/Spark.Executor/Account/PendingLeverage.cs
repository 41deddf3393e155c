using Spark.Domain.Markets;

namespace Spark.Executor.Account;

/// <summary>A leverage that is being set. <paramref name="From"/> is null when it wasn't known.</summary>
internal sealed record PendingLeverage(long Ticket, Symbol Symbol, int? From, int To);
