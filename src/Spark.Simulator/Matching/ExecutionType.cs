namespace Spark.Simulator.Matching;

/// <summary>What just happened to an order, as user events say it.</summary>
public enum ExecutionType
{
    New,
    Trade,
    Canceled,
    Expired,
}
