using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Binance.Wire;

/// <summary>Texts that some replies write as a bare number (<c>tradeId</c> of an income row).</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? reader.GetDecimal().ToString(CultureInfo.InvariantCulture)
            : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
