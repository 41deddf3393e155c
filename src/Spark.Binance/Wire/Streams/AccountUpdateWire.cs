using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>ACCOUNT_UPDATE: balances or positions changed.</summary>
public sealed record AccountUpdateWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.AccountUpdate;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("T")]
    public required long TransactionTime { get; init; }

    [JsonPropertyName("a")]
    public required AccountUpdateDataWire Update { get; init; }
}
