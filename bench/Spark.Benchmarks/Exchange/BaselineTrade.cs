using System.Text.Json.Serialization;

namespace Spark.Benchmarks.Exchange;

/// <summary>A trade as source-generated <c>Deserialize</c> would have it, with the framework's own decimal reading.</summary>
internal sealed record BaselineTrade
{
    [JsonPropertyName("e")] public required string Event { get; init; }

    [JsonPropertyName("E")] public required long EventTime { get; init; }

    [JsonPropertyName("T")] public required long TradeTime { get; init; }

    [JsonPropertyName("s")] public required string Symbol { get; init; }

    [JsonPropertyName("t")] public required long TradeId { get; init; }

    [JsonPropertyName("p")] public required decimal Price { get; init; }

    [JsonPropertyName("q")] public required decimal Quantity { get; init; }

    [JsonPropertyName("m")] public required bool BuyerIsMaker { get; init; }
}
