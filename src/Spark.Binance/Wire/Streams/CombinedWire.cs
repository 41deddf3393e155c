using System.Text.Json;

namespace Spark.Binance.Wire.Streams;

/// <summary>The wrapper of combined streams: <c>{"stream":"btcusdt@trade","data":{…}}</c>.</summary>
public sealed record CombinedWire
{
    public required string Stream { get; init; }

    public required JsonElement Data { get; init; }
}
