using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Markets;

/// <summary><c>GET /fapi/v1/depth</c>.</summary>
public sealed record OrderBookWire
{
    public required long LastUpdateId { get; init; }

    /// <summary>Event time, ms.</summary>
    [JsonPropertyName("E")]
    public long EventTime { get; init; }

    /// <summary>Transaction time, ms.</summary>
    [JsonPropertyName("T")]
    public long TransactionTime { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<BookLevelWire> Bids { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<BookLevelWire> Asks { get; init; }
}
