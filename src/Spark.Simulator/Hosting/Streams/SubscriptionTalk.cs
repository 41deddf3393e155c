using System.Text.Json;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>SUBSCRIBE and its kin: what a socket says, and the answer.</summary>
internal static class SubscriptionTalk
{
    private sealed record Request(string? Method, List<string> Names, JsonElement Params, string? Id);

    public static byte[] Answer(StreamSocket socket, ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return Read(document.RootElement) is { } request
                ? Answer(socket, request)
                : Error(2, "Invalid request: request ID must be an unsigned integer", null);
        }
        catch (JsonException)
        {
            return Error(3, "Invalid JSON: expected value at line 1 column 1", null);
        }
    }

    private static byte[] Answer(StreamSocket socket, Request request)
    {
        switch (request.Method)
        {
            case "SUBSCRIBE":
                foreach (var name in request.Names) socket.Subscribe(name);
                return Result(request.Id, writer => writer.WriteNullValue());
            case "UNSUBSCRIBE":
                foreach (var name in request.Names) socket.Unsubscribe(name);
                return Result(request.Id, writer => writer.WriteNullValue());
            case "LIST_SUBSCRIPTIONS":
                return Result(request.Id, writer => WriteNames(writer, socket.Names));
            case "SET_PROPERTY":
                return SetProperty(socket, request);
            case "GET_PROPERTY":
                return request.Names is ["combined"]
                    ? Result(request.Id, writer => writer.WriteBooleanValue(socket.Combined))
                    : Error(0, "Unknown property", request.Id);
            default:
                return Error(2, "Invalid request: unknown method", request.Id);
        }
    }

    private static byte[] SetProperty(StreamSocket socket, Request request)
    {
        if (request.Names is not ["combined", ..]) return Error(0, "Unknown property", request.Id);
        var value = request.Params.EnumerateArray().ElementAtOrDefault(1);
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return Error(1, "Invalid value type: expected Boolean", request.Id);
        socket.Combined = value.GetBoolean();
        return Result(request.Id, writer => writer.WriteNullValue());
    }

    /// <summary>The documents ask for an unsigned integer; the exchange's own connector sends text, and both are echoed as they came.</summary>
    private static bool IsId(JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.Number => given.TryGetUInt64(out _),
        JsonValueKind.String => given.GetString()!.Length is > 0 and <= 36,
        _ => false,
    };

    private static Request? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        string? id = null;
        if (root.TryGetProperty("id", out var given))
        {
            if (!IsId(given)) return null;
            id = given.GetRawText();
        }
        var method = root.TryGetProperty("method", out var m) && m.ValueKind == JsonValueKind.String ? m.GetString() : null;
        List<string> names = [];
        var isList = root.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Array;
        if (!isList) return new Request(method, names, default, id);
        foreach (var name in parameters.EnumerateArray())
        {
            if (name.ValueKind == JsonValueKind.String) names.Add(name.GetString()!);
        }
        return new Request(method, names, parameters, id);
    }

    private static void WriteNames(Utf8JsonWriter writer, IReadOnlyList<string> names)
    {
        writer.WriteStartArray();
        foreach (var name in names) writer.WriteStringValue(name);
        writer.WriteEndArray();
    }

    private static byte[] Result(string? id, Action<Utf8JsonWriter> write) => WireWriting.Json((id, write), static (writer, answer) =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("result");
        answer.write(writer);
        WriteId(writer, answer.id);
        writer.WriteEndObject();
    });

    private static byte[] Error(int code, string text, string? id) => WireWriting.Json((code, text, id), static (writer, answer) =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteNumber("code", answer.code);
        writer.WriteString("msg", answer.text);
        writer.WriteEndObject();
        WriteId(writer, answer.id);
        writer.WriteEndObject();
    });

    private static void WriteId(Utf8JsonWriter writer, string? id)
    {
        writer.WritePropertyName("id");
        if (id is null) writer.WriteNullValue();
        else writer.WriteRawValue(id, skipInputValidation: true);
    }
}
