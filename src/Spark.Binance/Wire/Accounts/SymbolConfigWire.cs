using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Accounts;

/// <summary>A row of <c>GET /fapi/v1/symbolConfig</c>.</summary>
public sealed record SymbolConfigWire
{
    public required string Symbol { get; init; }

    /// <summary>CROSSED or ISOLATED.</summary>
    public required string MarginType { get; init; }

    [JsonConverter(typeof(TolerantBooleanConverter))]
    public bool IsAutoAddMargin { get; init; }

    public required int Leverage { get; init; }

    public string? MaxNotionalValue { get; init; }
}
