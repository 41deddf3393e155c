namespace Spark.Copilot.Feed;

/// <summary>What an entry of the live feed is about.</summary>
public enum FeedKind
{
    Order,
    Fill,
    Account,
    Risk,
    Breaker,
    Canary,
    Stream,
    Guardrail,
    Alert,
}
