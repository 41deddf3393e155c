using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Binance.Wire;

/// <summary>Decimals that some replies leave out in their own way: <c>""</c> reads as null.</summary>
internal sealed class BlankDecimalConverter : JsonConverter<decimal?>
{
    private static readonly WireDecimalConverter Either = new();

    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty)
            ? null
            : Either.Read(ref reader, typeof(decimal), options);

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
    {
        if (value is { } number) Either.Write(writer, number, options);
        else writer.WriteStringValue("");
    }
}
