namespace Spark.Guardrails.Canary;

/// <summary>Where a canary stands.</summary>
public enum CanaryState
{
    /// <summary>Run; it may be confirmed if its checks passed.</summary>
    Simulated,

    /// <summary>Confirmed once: its order is on the way.</summary>
    Confirmed,

    /// <summary>The exchange has its order, and it is watched: fill, price, profit and errors are held to its evidence and bounds.</summary>
    Applied,

    /// <summary>Its watch is over. One that broke a bound stays here while it is being taken back.</summary>
    Observed,

    /// <summary>It was watched to its end and kept its bounds. What it bought or sold is the person's like any other order's.</summary>
    Passed,

    /// <summary>It broke a bound: its order's rest was cancelled and what it had filled was closed.</summary>
    RolledBack,

    Expired,

    /// <summary>Its order was refused, by the risk gate or by the exchange.</summary>
    Rejected,

    /// <summary>The same caller ran the same order again: the later one's evidence is fresher.</summary>
    Superseded,
}
