using Spark.Contracts;

namespace Spark.Copilot.Components.Results;

/// <summary>How far a check's observation is from its limit. Pure.</summary>
internal static class CheckDistance
{
    private static readonly HashSet<string> UsedUp = ["maxNotional", "maxPositionSize", "leverage", "orderRate", "staleMarket"];

    /// <summary>Whether more is worse and the limit is what may be used up.</summary>
    public static bool IsUsedUp(string check) => UsedUp.Contains(check);

    /// <summary>In the check's own unit; negative beyond the limit, null where there is none.</summary>
    public static decimal? Of(RiskCheckView check) => (check.Name, check.Limit, check.Observed) switch
    {
        // A loss of the limit's size is the end of the day; a gain gives more room.
        ("dailyLoss", { } limit, { } pnl) => limit + pnl,
        ("filters", { } least, { } notional) => notional - least,
        ("priceCollar", { } bound, { } price) => check.Passed ? Math.Abs(bound - price) : -Math.Abs(bound - price),
        (var name, { } limit, { } observed) when IsUsedUp(name) => limit - observed,
        _ => null,
    };
}
