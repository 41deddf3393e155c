using System.Text.Json;
using System.Text.Json.Serialization;
using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>A client order id as its text.</summary>
internal sealed class ClientOrderIdConverter : JsonConverter<ClientOrderId>
{
    public override ClientOrderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ClientOrderId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a client order id.");

    public override void Write(Utf8JsonWriter writer, ClientOrderId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
