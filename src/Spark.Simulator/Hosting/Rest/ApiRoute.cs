namespace Spark.Simulator.Hosting.Rest;

/// <summary>One REST route: what it costs, what it asks for, what it does.</summary>
internal sealed record ApiRoute(string Method, string Path, ApiSecurity Security, Func<ApiCall, ApiReply> Answer)
{
    public string Name { get; } = $"{Method} {Path}";

    /// <summary>REQUEST_WEIGHT of a call.</summary>
    public Func<Parameters, int> Weight { get; init; } = static _ => 1;

    /// <summary>What it counts against the order limit of ten seconds; one unit of the minute's then. 0: it is no order.</summary>
    public int OrderUnits { get; init; }

    /// <summary>Whether it needs no turn in the mailbox: its answer depends on the price process alone.</summary>
    public bool ReadsHistoryOnly { get; init; }
}
