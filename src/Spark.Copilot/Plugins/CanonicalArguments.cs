using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spark.Copilot.Plugins;

/// <summary>
/// Brings an engine's arguments to one form: the same call gives the same bytes whether a server sent strings or JSON. Nothing is
/// repaired: what can't be read as its type stays as it is, and the validator says so.
/// </summary>
public static class CanonicalArguments
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8 };

    /// <summary>Arguments in the catalogue's order, unknown ones behind in ordinal order, nulls left out.</summary>
    public static JsonObject Read(ActionFunction action, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        var values = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            if (ToNode(value, action.Types.GetValueOrDefault(name)) is { } node) values[name] = node;
        }
        var order = action.Definition.Params.Select(spec => spec.Name).ToList();
        var known = order.Where(values.ContainsKey);
        var unknown = values.Keys.Where(name => !order.Contains(name)).Order(StringComparer.Ordinal);
        return new JsonObject(known.Concat(unknown).Select(name => KeyValuePair.Create(name, (JsonNode?)values[name])));
    }

    private static JsonNode? ToNode(object? value, string? type) => value switch
    {
        null => null,
        string text => FromText(text, type),
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        JsonElement { ValueKind: JsonValueKind.String } element => FromText(element.GetString()!, type),
        JsonElement element => Spelled(JsonNode.Parse(element.GetRawText())),
        JsonNode node => node.GetValueKind() == JsonValueKind.String ? FromText(node.GetValue<string>(), type) : Spelled(node.DeepClone()),
        _ => Spelled(JsonSerializer.SerializeToNode(value)),
    };

    private static JsonNode? FromText(string text, string? type)
    {
        if (type is null or "string") return JsonValue.Create(text);
        if (type == "boolean") return bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : JsonValue.Create(text);
        try
        {
            using var parsed = JsonDocument.Parse(text.Trim(), Shallow);
            return Fits(parsed.RootElement.ValueKind, type) ? Spelled(JsonNode.Parse(parsed.RootElement.GetRawText())) : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text); // The validator names it.
        }
    }

    private static bool Fits(JsonValueKind kind, string type) => type switch
    {
        "number" or "integer" => kind == JsonValueKind.Number,
        "array" => kind == JsonValueKind.Array,
        _ => true,
    };

    // 0.10 and 1e-1 are one number and get one spelling; what a decimal can't hold stays for the validator to refuse.
    private static JsonNode? Spelled(JsonNode? node) => node is JsonValue number && number.GetValueKind() == JsonValueKind.Number
        && decimal.TryParse(number.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var exact)
        && IsExact(number.ToJsonString()) ? JsonValue.Create(exact / 1.0000000000000000000000000000m) : node;

    private static bool IsExact(string raw) => raw.Count(char.IsAsciiDigit) <= 28;
}
