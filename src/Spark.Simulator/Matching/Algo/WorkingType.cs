namespace Spark.Simulator.Matching.Algo;

/// <summary>Which price a trigger watches.</summary>
public enum WorkingType
{
    /// <summary>The last trade's price.</summary>
    ContractPrice,

    MarkPrice,
}
