namespace Spark.Guardrails.Canary;

/// <summary>What is seen of an applied canary at one moment. Null is 'not known'.</summary>
public sealed record CanaryObservation
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Filled { get; init; }

    /// <summary>Average fill price, quote asset; null before the first fill.</summary>
    public decimal? AveragePrice { get; init; }

    /// <summary>Fill price that the evidence expected.</summary>
    public decimal? ExpectedPrice { get; init; }

    /// <summary>The one against the other, basis points; positive is worse for the order.</summary>
    public decimal? SlippageBps { get; init; }

    /// <summary>Commission paid in USDT, as far as fills have told.</summary>
    public decimal Fees { get; init; }

    /// <summary>How much of what it filled the position still holds, base asset: others may have closed it.</summary>
    public decimal? Held { get; init; }

    public decimal? MarkPrice { get; init; }

    public DateTimeOffset? MarkAt { get; init; }

    /// <summary>Profit at mark price of what is held, fees of that part taken off, USDT.</summary>
    public decimal? Pnl { get; init; }

    /// <summary>Failed calls about orders of the account since it was confirmed.</summary>
    public int Errors { get; init; }
}
