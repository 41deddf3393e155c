using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Trading;

/// <summary><c>POST /fapi/v1/countdownCancelAll</c>; the exchange writes the number as text.</summary>
public sealed record CountdownWire
{
    public required string Symbol { get; init; }

    /// <summary>Milliseconds; 0 stopped the timer.</summary>
    [JsonConverter(typeof(TextConverter))]
    public required string CountdownTime { get; init; }
}
