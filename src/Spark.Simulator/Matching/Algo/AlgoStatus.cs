namespace Spark.Simulator.Matching.Algo;

/// <summary>Where a conditional order stands in the algo service.</summary>
public enum AlgoStatus
{
    /// <summary>Accepted, not triggered.</summary>
    New,

    Canceled,

    /// <summary>The condition is met; on its way to the engine.</summary>
    Triggering,

    /// <summary>In the engine under an id of its own.</summary>
    Triggered,

    /// <summary>The engine's order is filled or otherwise over.</summary>
    Finished,

    /// <summary>The engine refused it.</summary>
    Rejected,

    /// <summary>Removed by the exchange, for instance because the position that it was to close is gone.</summary>
    Expired,
}
