using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Markets;

/// <summary>A margin asset of the exchange.</summary>
public sealed record AssetInfoWire
{
    public required string Asset { get; init; }

    public bool MarginAvailable { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public decimal? AutoAssetExchange { get; init; }
}
