using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Binance.Wire;

/// <summary>Numbers that some replies leave out in their own way: <c>""</c> and the text <c>"null"</c> read as 0.</summary>
internal sealed class TolerantInt64Converter : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.GetInt64();
        var text = reader.GetString();
        if (text is null or "" or "null") return 0;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException($"'{text}' is not a whole number.");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
