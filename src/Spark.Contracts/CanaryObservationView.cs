namespace Spark.Contracts;

/// <summary>What is seen of an applied canary: as of now while it is watched, as of its decision afterwards. Null is 'not known'.</summary>
public sealed record CanaryObservationView
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Filled { get; init; }

    public decimal? AveragePrice { get; init; }

    /// <summary>Fill price that the evidence expected.</summary>
    public decimal? ExpectedPrice { get; init; }

    /// <summary>The one against the other; positive is worse for the order.</summary>
    public decimal? SlippageBps { get; init; }

    /// <summary>Commission paid, USDT.</summary>
    public decimal Fees { get; init; }

    /// <summary>How much of the fill the position still holds, base asset.</summary>
    public decimal? Held { get; init; }

    public decimal? MarkPrice { get; init; }

    public DateTimeOffset? MarkAt { get; init; }

    /// <summary>Profit at mark price of what is held, fees taken off, USDT.</summary>
    public decimal? Pnl { get; init; }

    /// <summary>Failed calls about orders of the account since it was confirmed.</summary>
    public int Errors { get; init; }
}
