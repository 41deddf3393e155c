namespace Spark.Copilot.Suggestions;

/// <summary>What Spark may point out.</summary>
public static class SuggestionCodes
{
    public const string MarketStreamDown = "MarketStreamDown";
    public const string UserStreamDown = "UserStreamDown";
    public const string DataStale = "DataStale";
    public const string MarginLow = "MarginLow";
    public const string LossNear = "LossNear";
    public const string CanaryWaiting = "CanaryWaiting";
    public const string SpreadWide = "SpreadWide";
    public const string OrderUnknown = "OrderUnknown";

    public static IReadOnlyList<string> All { get; } = [MarketStreamDown, UserStreamDown, DataStale, MarginLow, LossNear, CanaryWaiting, SpreadWide, OrderUnknown];
}
