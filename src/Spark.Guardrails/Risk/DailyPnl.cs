namespace Spark.Guardrails.Risk;

/// <summary>Profit and loss of the UTC day, USDT.</summary>
public static class DailyPnl
{
    /// <summary>
    /// Margin balance now − at 00:00 UTC − net transfers since, plus the drills when they sum to a loss: a drill can tighten, never loosen.
    /// Null when a balance isn't known.
    /// </summary>
    /// <param name="marginBalance">Now.</param>
    /// <param name="openingBalance">At 00:00 UTC.</param>
    /// <param name="netTransfers">In minus out since then.</param>
    /// <param name="recordedDrills">Σ of the day's drills.</param>
    public static decimal? Of(decimal? marginBalance, decimal? openingBalance, decimal netTransfers, decimal recordedDrills) =>
        marginBalance - openingBalance is { } change ? Amount.Add(change - netTransfers, Math.Min(0, recordedDrills)) : null;
}
