using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>A balance after the event.</summary>
public sealed record BalanceUpdateWire
{
    [JsonPropertyName("a")]
    public required string Asset { get; init; }

    [JsonPropertyName("wb")]
    public required decimal WalletBalance { get; init; }

    [JsonPropertyName("cw")]
    public required decimal CrossWalletBalance { get; init; }

    /// <summary>Change other than profit and commission.</summary>
    [JsonPropertyName("bc")]
    public decimal BalanceChange { get; init; }
}
