using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Accounts;

/// <summary>One bracket of position notional (quote asset): maintenance margin = notional × ratio − cum.</summary>
public sealed record LeverageBracketWire
{
    public required int Bracket { get; init; }

    public required int InitialLeverage { get; init; }

    [JsonConverter(typeof(BareDecimalConverter))]
    public required decimal NotionalCap { get; init; }

    [JsonConverter(typeof(BareDecimalConverter))]
    public required decimal NotionalFloor { get; init; }

    [JsonConverter(typeof(BareDecimalConverter))]
    public required decimal MaintMarginRatio { get; init; }

    [JsonConverter(typeof(BareDecimalConverter))]
    public required decimal Cum { get; init; }
}
