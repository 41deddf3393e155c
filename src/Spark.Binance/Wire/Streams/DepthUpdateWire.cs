using System.Text.Json.Serialization;
using Spark.Binance.Wire.Markets;

namespace Spark.Binance.Wire.Streams;

/// <summary>
/// <c>&lt;s&gt;@depth</c> (a difference: quantities are absolute, 0 removes) and <c>&lt;s&gt;@depth5</c> (the top levels as a whole).
/// </summary>
public sealed record DepthUpdateWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.DepthUpdate;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("T")]
    public required long TransactionTime { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("ps")]
    public string? Pair { get; init; }

    [JsonPropertyName("U")]
    public required long FirstUpdateId { get; init; }

    [JsonPropertyName("u")]
    public required long LastUpdateId { get; init; }

    /// <summary>The previous event's last update id: differences are continuous when it matches.</summary>
    [JsonPropertyName("pu")]
    public required long PreviousUpdateId { get; init; }

    [JsonPropertyName("b")]
    public required IReadOnlyList<BookLevelWire> Bids { get; init; }

    [JsonPropertyName("a")]
    public required IReadOnlyList<BookLevelWire> Asks { get; init; }

    [JsonPropertyName("st")]
    public int? ProductType { get; init; }
}
