using System.Collections.Immutable;
using Spark.Domain.Accounts;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>One position's part in a close that is under way.</summary>
internal sealed record ClosePart
{
    /// <summary>The position when it began.</summary>
    public required Position Before { get; init; }

    public required decimal Requested { get; init; }

    public required decimal Quantity { get; init; }

    public required decimal Step { get; init; }

    /// <summary>Resting reducing orders that are cancelled first.</summary>
    public ImmutableArray<ClientOrderId> Clears { get; init; } = [];

    /// <summary>When its cancels, and then its orders, were asked for.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Its orders; null until they go out.</summary>
    public ImmutableArray<ClientOrderId>? Orders { get; init; }

    /// <summary>Why no order, or no further one, went out.</summary>
    public CloseFault? Fault { get; init; }
}
