using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Markets;

internal sealed class BookLevelWireConverter : JsonConverter<BookLevelWire>
{
    private static readonly WireDecimalConverter Decimals = new();

    public override BookLevelWire Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A book level is an array of price and quantity.");
        var level = new BookLevelWire(Next(ref reader, options), Next(ref reader, options));
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) reader.Skip();
        return level;
    }

    public override void Write(Utf8JsonWriter writer, BookLevelWire value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        Decimals.Write(writer, value.Price, options);
        Decimals.Write(writer, value.Quantity, options);
        writer.WriteEndArray();
    }

    private static decimal Next(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        reader.Read();
        return Decimals.Read(ref reader, typeof(decimal), options);
    }
}
