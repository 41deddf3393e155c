namespace Spark.Contracts;

/// <summary>An open position; quantity is positive, the side tells the direction.</summary>
public sealed record PositionView
{
    public required string Symbol { get; init; }

    /// <summary><c>LONG</c> or <c>SHORT</c>.</summary>
    public required string Side { get; init; }

    public required decimal Quantity { get; init; }

    public required decimal EntryPrice { get; init; }

    public decimal? MarkPrice { get; init; }

    public decimal? Notional { get; init; }

    public decimal? UnrealizedPnl { get; init; }

    /// <summary>The leverage set for the symbol on the exchange.</summary>
    public int? Leverage { get; init; }

    /// <summary>As the exchange last gave it; null when it gives none.</summary>
    public decimal? LiquidationPrice { get; init; }
}
