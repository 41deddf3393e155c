using System.Net;
using System.Text.Json;

namespace Spark.Testing.Scenarios;

/// <summary>What a service answered: status, headers, and the body as text and, where it is JSON, as an element.</summary>
public sealed record Reply(HttpStatusCode StatusCode, string Text, JsonElement Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The status as a number.</summary>
    public int Status => (int)StatusCode;

    /// <summary>The contract's error code; empty when there is none.</summary>
    public string Error => Find("error") is { ValueKind: JsonValueKind.String } error ? error.GetString()! : "";

    /// <summary>The member at a path such as <c>order.clientOrderId</c>; a number picks an item.</summary>
    /// <exception cref="KeyNotFoundException">The answer lacks it.</exception>
    public JsonElement At(string path) => Find(path) ?? throw new KeyNotFoundException($"'{path}' is not in {Status} {Text}");

    public string TextAt(string path) => At(path).GetString() ?? "";

    public decimal NumberAt(string path) => At(path).GetDecimal();

    public bool Has(string path) => Find(path) is not null;

    public override string ToString() => $"{Status} {Text}";

    private JsonElement? Find(string path)
    {
        var at = Body;
        foreach (var name in path.Split('.'))
        {
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index < at.GetArrayLength()) at = at[index];
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }
        return at;
    }
}
