using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spark.Guardrails.Actions;

/// <summary>
/// A kind of value: how it is read, how it is written canonically, and the JSON Schema that says the same.
/// Kept together so that schema and validator can't drift.
/// </summary>
public sealed class ParamKind
{
    private readonly JsonObject _schema;
    private readonly Func<JsonElement, object?> _read;
    private readonly Func<object, JsonNode> _write;

    internal ParamKind(string code, string allowed, JsonObject schema, Func<JsonElement, object?> read, Func<object, JsonNode> write)
    {
        (Code, Allowed, _schema, _read, _write) = (code, allowed, schema, read, write);
    }

    /// <summary>Names the kind; behind a colon what is particular: <c>positive</c>, <c>integer:1–125</c>, <c>words:BUY, SELL</c>.</summary>
    public string Code { get; }

    /// <summary>What is allowed, for error texts.</summary>
    public string Allowed { get; }

    /// <summary>A fresh copy of the JSON Schema of one value.</summary>
    public JsonObject Schema => (JsonObject)_schema.DeepClone();

    /// <summary>The typed value; null when <paramref name="value"/> is not allowed.</summary>
    internal object? Read(JsonElement value) => _read(value);

    internal JsonNode Write(object value) => _write(value);
}
