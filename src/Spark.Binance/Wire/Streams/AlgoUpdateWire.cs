using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>ALGO_UPDATE: a conditional order changed in the algo service.</summary>
public sealed record AlgoUpdateWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.AlgoUpdate;

    [JsonPropertyName("T")]
    public required long TransactionTime { get; init; }

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("o")]
    public required AlgoOrderUpdateWire Order { get; init; }
}
