using System.Collections.Immutable;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>A close of one position or of all that is under way: the reply goes out when every part has ended.</summary>
internal sealed record CloseSweep(Asked Asked, decimal Fraction, bool Single, ImmutableArray<ClosePart> Parts)
{
    /// <summary>How many orders it has sent: numbers their ids.</summary>
    public int Sent { get; init; }

    /// <summary>What the exchange said of those that it did not take.</summary>
    public ImmutableDictionary<ClientOrderId, CloseFault> Faults { get; init; } = ImmutableDictionary<ClientOrderId, CloseFault>.Empty;

    public string Key => Asked.OutcomeKey;
}
