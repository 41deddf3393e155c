using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Markets;

internal sealed class KlineWireConverter : JsonConverter<KlineWire>
{
    private static readonly WireDecimalConverter Decimals = new();

    public override KlineWire Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A kline is an array of 12.");
        var row = new KlineWire
        {
            OpenTime = Whole(ref reader),
            Open = Number(ref reader, options),
            High = Number(ref reader, options),
            Low = Number(ref reader, options),
            Close = Number(ref reader, options),
            Volume = Number(ref reader, options),
            CloseTime = Whole(ref reader),
            QuoteVolume = Number(ref reader, options),
            TradeCount = Whole(ref reader),
            TakerBuyVolume = Number(ref reader, options),
            TakerBuyQuoteVolume = Number(ref reader, options),
        };
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) reader.Skip();
        return row;
    }

    public override void Write(Utf8JsonWriter writer, KlineWire value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.OpenTime);
        foreach (var number in (ReadOnlySpan<decimal>)[value.Open, value.High, value.Low, value.Close, value.Volume])
        {
            Decimals.Write(writer, number, options);
        }
        writer.WriteNumberValue(value.CloseTime);
        Decimals.Write(writer, value.QuoteVolume, options);
        writer.WriteNumberValue(value.TradeCount);
        Decimals.Write(writer, value.TakerBuyVolume, options);
        Decimals.Write(writer, value.TakerBuyQuoteVolume, options);
        writer.WriteStringValue("0");
        writer.WriteEndArray();
    }

    private static long Whole(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : throw new JsonException("A whole number is wanted in a kline.");
    }

    private static decimal Number(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        reader.Read();
        return Decimals.Read(ref reader, typeof(decimal), options);
    }
}
