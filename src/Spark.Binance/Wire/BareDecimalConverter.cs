using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Binance.Wire;

/// <summary>The few decimals that the exchange writes without quotes (leverage brackets).</summary>
internal sealed class BareDecimalConverter : JsonConverter<decimal>
{
    private static readonly WireDecimalConverter Either = new();

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Either.Read(ref reader, typeToConvert, options);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
