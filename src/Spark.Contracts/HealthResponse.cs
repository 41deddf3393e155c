using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>State of the service. <c>degraded</c> comes with reasons.</summary>
public sealed record HealthResponse : SparkResponse
{
    /// <summary><c>ok</c> or <c>degraded</c>.</summary>
    public required string Status { get; init; }

    public required bool Testnet { get; init; }

    /// <summary><c>simulator</c>, <c>testnet</c> or <c>production</c>.</summary>
    public required string Venue { get; init; }

    /// <summary>The exchange's clock, ms since the epoch.</summary>
    public required long ServerTime { get; init; }

    /// <summary>The exchange's clock less ours, ms.</summary>
    public required double ClockSkewMs { get; init; }

    /// <summary>By stream type: <c>market</c>, <c>userData</c>.</summary>
    public required IReadOnlyDictionary<string, StreamView> Streams { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>Hosts that a person vouched for as test hosts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? TestHosts { get; init; }
}
