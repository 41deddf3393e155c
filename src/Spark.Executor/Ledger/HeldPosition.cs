using Spark.Domain.Accounts;
using Spark.Domain.Markets;

namespace Spark.Executor.Ledger;

/// <summary>A position as a whole reading of the account found it, and which fills it holds.</summary>
/// <param name="Symbol">The contract.</param>
/// <param name="Quantity">Base asset, signed; long is positive.</param>
/// <param name="EntryPrice">Quote asset; 0 when flat.</param>
/// <param name="ReadFrom">The exchange's ms at the earliest when it was read: it holds every fill before.</param>
/// <param name="ThroughTrade">The newest trade that it holds; 0 when none is known.</param>
public sealed record HeldPosition(Symbol Symbol, decimal Quantity, decimal EntryPrice, long ReadFrom, long ThroughTrade)
{
    public Position ToPosition() => new(Symbol, Quantity, EntryPrice);
}
