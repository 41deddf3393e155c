using System.Text;
using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>listenKeyExpired: the socket stays open, and silent. The key is never printed.</summary>
public sealed record ListenKeyExpiredWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.ListenKeyExpired;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("listenKey")]
    public string? ListenKey { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("EventTime = ").Append(EventTime).Append(", ListenKey = ***");
        return true;
    }
}
