using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Markets;

/// <summary>A candle row, on the wire an array of 12. The last row is open until its close time has passed.</summary>
[JsonConverter(typeof(KlineWireConverter))]
public sealed record KlineWire
{
    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long OpenTime { get; init; }

    public required decimal Open { get; init; }

    public required decimal High { get; init; }

    public required decimal Low { get; init; }

    public required decimal Close { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Volume { get; init; }

    /// <summary>Open time + interval − 1 ms.</summary>
    public required long CloseTime { get; init; }

    public required decimal QuoteVolume { get; init; }

    public required long TradeCount { get; init; }

    public required decimal TakerBuyVolume { get; init; }

    public required decimal TakerBuyQuoteVolume { get; init; }
}
