using System.Text.Json;

namespace Spark.Guardrails.Actions;

/// <summary>The members of a JSON object, each once: with a key given twice, two readers could read two different orders.</summary>
internal static class JsonFields
{
    // Most actions have no more members than this.
    private const int Usual = 7;

    public static Dictionary<string, JsonElement> Read(JsonElement json, string prefix, List<ParamFault> faults)
    {
        var fields = new Dictionary<string, JsonElement>(Usual, StringComparer.Ordinal);
        if (json.ValueKind != JsonValueKind.Object) return fields;
        foreach (var property in json.EnumerateObject())
        {
            if (JsonText.NameOf(property) is not { } name)
            {
                faults.Add(new ParamFault(prefix + "?", "A key is not valid Unicode text.") { Cause = new FaultCause(FaultCodes.Unreadable) });
            }
            else if (!fields.TryAdd(name, property.Value))
            {
                var shown = JsonText.Show(name);
                faults.Add(new ParamFault(prefix + shown, $"'{shown}' is given twice: each key is allowed once.") { Cause = new FaultCause(FaultCodes.Twice) });
            }
        }
        return fields;
    }
}
