using System.Diagnostics;

namespace Spark.Telemetry;

/// <summary>Spark's own spans, and how a trace goes on where work changes hands.</summary>
public static class SparkActivity
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "Spark";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Where the caller is in its trace; nothing when nobody collects traces.</summary>
    public static ActivityContext Here => Source.HasListeners() && Activity.Current is { } current ? current.Context : default;

    /// <summary>Goes on with a trace that began on another thread, until it is disposed; null when there is none.</summary>
    public static Activity? Continue(string name, ActivityContext from) => from == default ? null : Source.StartActivity(name, ActivityKind.Internal, from);
}
