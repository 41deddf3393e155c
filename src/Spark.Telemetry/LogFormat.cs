namespace Spark.Telemetry;

/// <summary>How log lines are written to the console.</summary>
public enum LogFormat
{
    /// <summary>One line each, for people.</summary>
    Text,

    /// <summary>One JSON object each, for collectors.</summary>
    Json,
}
