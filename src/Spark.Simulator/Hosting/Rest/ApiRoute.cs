namespace Spark.Simulator.Hosting.Rest;

/// <summary>One REST route: what it costs, what it asks for, what it does.</summary>
internal sealed record ApiRoute(string Method, string Path, ApiSecurity Security, Func<ApiCall, ApiReply> Answer)
{
    public string Name { get; } = $"{Method} {Path}";

    /// <summary>REQUEST_WEIGHT of a call.</summary>
    public Func<Parameters, int> Weight { get; init; } = static _ => 1;

    /// <summary>Whether it counts against the order limits.</summary>
    public bool IsOrder { get; init; }

    /// <summary>Whether it needs no turn in the mailbox: its answer depends on the price process alone.</summary>
    public bool ReadsHistoryOnly { get; init; }
}
