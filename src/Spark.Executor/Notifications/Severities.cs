namespace Spark.Executor.Notifications;

/// <summary>Words of an alert's severity.</summary>
internal static class Severities
{
    public const string Info = "info";

    public const string Warning = "warning";

    public const string Critical = "critical";
}
