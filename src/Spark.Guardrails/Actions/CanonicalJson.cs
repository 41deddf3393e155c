using System.Text.Json.Nodes;

namespace Spark.Guardrails.Actions;

/// <summary>One spelling per content: what digests and idempotency compare.</summary>
internal static class CanonicalJson
{
    /// <summary>Params in ordinal key order, without those that equal their default.</summary>
    public static JsonObject Params(ActionDefinition definition, IReadOnlyDictionary<string, object> values)
    {
        var canonical = new JsonObject();
        foreach (var spec in definition.Params.OrderBy(spec => spec.Name, StringComparer.Ordinal))
        {
            if (spec.Name == "dryRun" || !values.TryGetValue(spec.Name, out var value)) continue;
            var json = spec.Kind.Write(value);
            if (json.ToJsonString() != spec.Default) canonical[spec.Name] = json;
        }
        return canonical;
    }

    /// <summary>The whole content; <paramref name="canonicalParams"/> becomes a part of it.</summary>
    public static string Write(string path, bool dryRun, JsonObject canonicalParams) =>
        new JsonObject { ["action"] = path, ["dryRun"] = dryRun, ["params"] = canonicalParams }.ToJsonString();
}
