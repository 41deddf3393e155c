using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Accounts;

/// <summary>The brackets of a symbol, <c>GET /fapi/v1/leverageBracket</c>.</summary>
public sealed record LeverageBracketsWire
{
    public required string Symbol { get; init; }

    /// <summary>Present only when the account's brackets were adjusted.</summary>
    [JsonConverter(typeof(BareDecimalConverter))]
    public decimal? NotionalCoef { get; init; }

    public required IReadOnlyList<LeverageBracketWire> Brackets { get; init; }
}
