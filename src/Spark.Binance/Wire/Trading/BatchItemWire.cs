using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Trading;

/// <summary>One place of a batch reply: an order, or a refusal with its code. The reply's status is 200 in both cases.</summary>
[JsonConverter(typeof(Converter))]
public sealed record BatchItemWire
{
    public OrderWire? Order { get; init; }

    public ExchangeCodeWire? Refusal { get; init; }

    internal sealed class Converter : JsonConverter<BatchItemWire>
    {
        public override BatchItemWire Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var item = JsonDocument.ParseValue(ref reader);
            return item.RootElement.ValueKind == JsonValueKind.Object && item.RootElement.TryGetProperty("code", out _)
                ? new BatchItemWire { Refusal = item.RootElement.Deserialize(BinanceJson.Default.ExchangeCodeWire) }
                : new BatchItemWire { Order = item.RootElement.Deserialize(BinanceJson.Default.OrderWire) };
        }

        public override void Write(Utf8JsonWriter writer, BatchItemWire value, JsonSerializerOptions options)
        {
            if (value.Refusal is { } refusal) JsonSerializer.Serialize(writer, refusal, BinanceJson.Default.ExchangeCodeWire);
            else JsonSerializer.Serialize(writer, value.Order!, BinanceJson.Default.OrderWire);
        }
    }
}
