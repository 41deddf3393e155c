namespace Spark.Guardrails.Canary;

/// <summary>A canary being taken back: its order's rest is cancelled and what it filled is closed, however often the process ends meanwhile.</summary>
/// <param name="Since">When the bound broke.</param>
/// <param name="Breach">Which one.</param>
public sealed record CanaryRollback(DateTimeOffset Since, CanaryBreach Breach)
{
    /// <summary>Closes that were journalled; numbers their ids.</summary>
    public int Orders { get; init; }

    /// <summary>What their fills have closed, base asset.</summary>
    public decimal Closed { get; init; }

    /// <summary>Profit that those fills realised, commission taken off, USDT.</summary>
    public decimal Realized { get; init; }
}
