using System.Text.Json.Serialization;

namespace Spark.Benchmarks.Exchange;

/// <summary>A book as source-generated <c>Deserialize</c> would have it, with the framework's own decimal reading.</summary>
internal sealed record BaselineDepth
{
    [JsonPropertyName("e")] public required string Event { get; init; }

    [JsonPropertyName("E")] public required long EventTime { get; init; }

    [JsonPropertyName("T")] public required long TransactionTime { get; init; }

    [JsonPropertyName("s")] public required string Symbol { get; init; }

    [JsonPropertyName("U")] public required long FirstUpdateId { get; init; }

    [JsonPropertyName("u")] public required long LastUpdateId { get; init; }

    [JsonPropertyName("pu")] public required long PreviousUpdateId { get; init; }

    [JsonPropertyName("b")] public required decimal[][] Bids { get; init; }

    [JsonPropertyName("a")] public required decimal[][] Asks { get; init; }
}
