namespace Spark.Copilot.Feed;

/// <summary>Which entries of the live feed a person wants to see.</summary>
public enum FeedFilter
{
    All,
    Orders,
    Positions,
    Alerts,
}
