namespace Spark.Simulator.Matching;

/// <summary>What happens when an account's order meets its own; the taker's mode decides.</summary>
public enum SelfTradeMode
{
    None,

    /// <summary>The incoming rest expires.</summary>
    ExpireTaker,

    /// <summary>The resting own order expires.</summary>
    ExpireMaker,

    ExpireBoth,
}
