using Spark.Domain.Orders;

namespace Spark.Guardrails.Canary;

/// <summary>What a canary is judged by, as values of one moment. Null is 'not known', and not knowing never passes one.</summary>
public sealed record CanarySight
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Cumulative fill of its order, base asset.</summary>
    public required decimal Filled { get; init; }

    /// <summary>Average price of that fill.</summary>
    public decimal? AveragePrice { get; init; }

    /// <summary>Why its order is over; null while it can still fill.</summary>
    public CloseReason? Closed { get; init; }

    /// <summary>The symbol's signed position; null while it isn't known to hold everything that filled.</summary>
    public decimal? Position { get; init; }

    /// <summary>Null when it is unknown or too old.</summary>
    public decimal? MarkPrice { get; init; }

    public DateTimeOffset? MarkAt { get; init; }

    /// <summary>Why the circuit breaker is open; null while it is closed.</summary>
    public string? Breaker { get; init; }
}
