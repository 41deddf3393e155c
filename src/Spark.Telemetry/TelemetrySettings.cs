using Spark.Contracts.Configuration;

namespace Spark.Telemetry;

/// <summary>How a service tells operators what it does.</summary>
/// <param name="Logs">The form of log lines.</param>
/// <param name="Otlp">Base address of an OTLP collector (HTTP, protobuf) that traces go to; null: nowhere.</param>
public sealed record TelemetrySettings(LogFormat Logs, Uri? Otlp)
{
    private static readonly Dictionary<string, LogFormat> Formats = new(StringComparer.Ordinal) { ["text"] = LogFormat.Text, ["json"] = LogFormat.Json };

    /// <exception cref="SettingsException">A setting can't be used.</exception>
    public static TelemetrySettings Read(SettingsSource source)
    {
        var reader = new SettingsReader(source);
        var settings = new TelemetrySettings(reader.Choice("SPARK_LOG_FORMAT", LogFormat.Text, Formats), reader.Address("SPARK_OTLP", "http", "https"));
        reader.ThrowIfFaulty();
        return settings;
    }
}
