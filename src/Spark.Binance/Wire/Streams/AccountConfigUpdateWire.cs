using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>ACCOUNT_CONFIG_UPDATE: either a symbol's leverage or the multi-assets mode changed.</summary>
public sealed record AccountConfigUpdateWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.AccountConfigUpdate;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("T")]
    public long TransactionTime { get; init; }

    [JsonPropertyName("ac")]
    public LeverageChangeWire? Leverage { get; init; }

    [JsonPropertyName("ai")]
    public MultiAssetsChangeWire? MultiAssets { get; init; }
}
