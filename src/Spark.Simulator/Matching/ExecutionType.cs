namespace Spark.Simulator.Matching;

/// <summary>What just happened to an order, as user events say it.</summary>
public enum ExecutionType
{
    New,
    Trade,
    Canceled,
    Expired,
    Amendment,

    /// <summary>A fill of a liquidation.</summary>
    Calculated,
}
