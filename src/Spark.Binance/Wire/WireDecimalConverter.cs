using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Binance.Wire;

/// <summary>Decimals in quotes, as the exchange writes them; the scale is kept (<c>0.00000</c> stays). Bare numbers are read too.</summary>
public sealed class WireDecimalConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.GetDecimal();
        if (reader.TokenType != JsonTokenType.String) throw new JsonException($"A decimal is wanted, not {reader.TokenType}.");
        if (!reader.HasValueSequence && !reader.ValueIsEscaped && WireDecimal.TryParse(reader.ValueSpan, out var value)) return value;
        var text = reader.GetString();
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            ? value
            : throw new JsonException($"'{text}' is not a decimal.");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[WireDecimal.MaxLength];
        Utf8Formatter.TryFormat(value, text, out var written);
        writer.WriteStringValue(text[..written]);
    }
}
