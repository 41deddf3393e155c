using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Guardrails.Actions;

namespace Spark.Executor.Http;

/// <summary>Query parameters of a GET endpoint as the params of its action. Numbers become JSON numbers; the validator judges the rest.</summary>
internal static class QueryParams
{
    public static JsonElement Of(IQueryCollection query, ActionDefinition action, params ReadOnlySpan<string> others)
    {
        var json = new JsonObject();
        foreach (var (name, values) in query)
        {
            if (others.Contains(name)) continue;
            if (values.Count == 1) json[name] = ValueOf(action, name, values[0] ?? "");
            else json[name] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }
        using var document = JsonDocument.Parse(json.ToJsonString());
        return document.RootElement.Clone();
    }

    private static JsonValue? ValueOf(ActionDefinition action, string name, string text) =>
        action.Params.Any(spec => spec.Name == name && spec.Name == "orderId")
            && long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number) : JsonValue.Create(text);
}
