using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>What changed; only changed assets and symbols are listed.</summary>
public sealed record AccountUpdateDataWire
{
    /// <summary>ORDER, FUNDING_FEE, DEPOSIT, WITHDRAW, MARGIN_TYPE_CHANGE …</summary>
    [JsonPropertyName("m")]
    public required string Reason { get; init; }

    /// <summary>Symbol of a funding fee.</summary>
    [JsonPropertyName("S")]
    public string? Symbol { get; init; }

    [JsonPropertyName("B")]
    public IReadOnlyList<BalanceUpdateWire> Balances { get; init; } = [];

    [JsonPropertyName("P")]
    public IReadOnlyList<PositionUpdateWire> Positions { get; init; } = [];
}
