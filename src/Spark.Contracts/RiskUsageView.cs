namespace Spark.Contracts;

/// <summary>How much of the limits is used now. Nulls where data is missing.</summary>
public sealed record RiskUsageView
{
    public decimal? DailyPnl { get; init; }

    /// <summary>Σ position notional at mark, USDT.</summary>
    public decimal? PositionNotional { get; init; }

    public required int OpenOrders { get; init; }

    /// <summary>Orders whose outcome is not known yet; they count towards every limit.</summary>
    public required int UnknownOrders { get; init; }

    public required int OrdersInWindow { get; init; }

    /// <summary>Worst-case exposure with working orders over margin balance.</summary>
    public decimal? Leverage { get; init; }

    /// <summary>Sum of recorded drills.</summary>
    public required decimal RecordedPnl { get; init; }
}
