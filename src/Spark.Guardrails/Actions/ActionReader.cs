using System.Collections.Immutable;
using System.Text.Json;

namespace Spark.Guardrails.Actions;

/// <summary>Reads what a caller sent as a <see cref="ProposedAction"/>. Nothing is guessed and nothing throws: faults are collected.</summary>
public static class ActionReader
{
    /// <summary>Keys that the chat adds to an action: read past, never trusted.</summary>
    internal static readonly ImmutableArray<string> Decorations = ["id", "valid", "violations", "result"];

    // Kinds of the envelope's own fields.
    private const string Object = "object", Path = "path";

    private static readonly string[] Keys = ["action", "params", "dryRun", "confirm_required", "reason"];

    /// <summary>Reads a whole envelope.</summary>
    public static ProposedAction Read(JsonElement envelope)
    {
        if (envelope.ValueKind != JsonValueKind.Object)
        {
            return new ProposedAction { Faults = [new ParamFault("action", $"{JsonText.Show(envelope)} is not an action: an object is needed.") { Cause = new FaultCause(FaultCodes.NotAllowed, JsonText.Show(envelope), Object) }] };
        }
        var faults = new List<ParamFault>();
        var fields = JsonFields.Read(envelope, "", faults);
        foreach (var name in fields.Keys.Where(name => !Keys.Contains(name) && !Decorations.Contains(name)))
        {
            faults.Add(new ParamFault(JsonText.Show(name), $"'{JsonText.Show(name)}' is not a key of an action: allowed are {string.Join(", ", Keys)}.") { Cause = new FaultCause(FaultCodes.UnknownField, Allowed: string.Join(", ", Keys)) });
        }
        return new ProposedAction
        {
            Path = ReadPath(fields, faults),
            Params = ReadParams(fields, faults),
            DryRun = ReadFlag(fields, "dryRun", faults),
            ConfirmRequired = ReadFlag(fields, "confirm_required", faults),
            Reason = ReadReason(fields, faults),
            Faults = [.. faults],
        };
    }

    /// <summary>
    /// The envelope that a named endpoint implies. <paramref name="params"/> may be undefined (an empty body).
    /// A <c>dryRun</c> among them is taken out where the endpoint accepts one; <paramref name="dryRun"/> says the same from outside
    /// the body. Without either it is true for order.place, false for other live actions.
    /// </summary>
    public static ProposedAction Implied(string path, JsonElement @params, bool? dryRun = null)
    {
        if (!ActionCatalogue.TryFind(path, out var definition)) return new ProposedAction { Path = path, IsImplied = true };
        var faults = new List<ParamFault>();
        if (@params.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            faults.Add(NoObject(@params));
        }
        var said = dryRun ?? SaidInside(definition, @params);
        var effective = said ?? definition.DefaultDryRun;
        return new ProposedAction
        {
            Path = path,
            Params = @params.ValueKind == JsonValueKind.Object ? @params : default,
            DryRun = effective,
            ConfirmRequired = definition.NeedsConfirmation(effective),
            Faults = [.. faults],
            IsImplied = true,
        };
    }

    private static bool? SaidInside(ActionDefinition definition, JsonElement @params)
    {
        if (!definition.EndpointTakesDryRun || @params.ValueKind != JsonValueKind.Object) return null;
        if (!@params.TryGetProperty("dryRun", out var value)) return null;
        return value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
    }

    private static ParamFault NoObject(JsonElement value) =>
        new("params", $"{JsonText.Show(value)} is not an object.") { Cause = new FaultCause(FaultCodes.NotAllowed, JsonText.Show(value), Object) };

    private static string? ReadPath(Dictionary<string, JsonElement> fields, List<ParamFault> faults)
    {
        if (!fields.TryGetValue("action", out var value))
        {
            faults.Add(new ParamFault("action", "action is missing: a path of the catalogue such as /futures/order.place is needed.") { Cause = new FaultCause(FaultCodes.Missing, Allowed: Path) });
            return null;
        }
        if (JsonText.TryGetString(value, out var path)) return path;
        faults.Add(new ParamFault("action", $"{JsonText.Show(value)} is not a path of the catalogue such as /futures/order.place.") { Cause = new FaultCause(FaultCodes.NotAllowed, JsonText.Show(value), Path) });
        return null;
    }

    private static JsonElement ReadParams(Dictionary<string, JsonElement> fields, List<ParamFault> faults)
    {
        if (!fields.TryGetValue("params", out var value))
        {
            faults.Add(new ParamFault("params", "params is missing: an object is needed, {} when the action takes none.") { Cause = new FaultCause(FaultCodes.Missing, Allowed: Object) });
            return default;
        }
        if (value.ValueKind == JsonValueKind.Object) return value;
        faults.Add(NoObject(value));
        return default;
    }

    private static bool? ReadFlag(Dictionary<string, JsonElement> fields, string name, List<ParamFault> faults)
    {
        if (!fields.TryGetValue(name, out var value))
        {
            faults.Add(new ParamFault(name, $"{name} is missing: true or false is needed.") { Cause = new FaultCause(FaultCodes.Missing, Allowed: ParamKinds.Boolean.Code) });
            return null;
        }
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        faults.Add(new ParamFault(name, $"{JsonText.Show(value)} is not true or false.") { Cause = new FaultCause(FaultCodes.NotAllowed, JsonText.Show(value), ParamKinds.Boolean.Code) });
        return null;
    }

    private static string? ReadReason(Dictionary<string, JsonElement> fields, List<ParamFault> faults)
    {
        if (!fields.TryGetValue("reason", out var value)) return null;
        if (JsonText.TryGetString(value, out var text) && text.Length <= ProposedAction.MaxReason) return text;
        faults.Add(new ParamFault("reason", $"{JsonText.Show(value)} is not a text of at most {ProposedAction.MaxReason} characters.") { Cause = new FaultCause(FaultCodes.NotAllowed, JsonText.Show(value), ParamKinds.Reason.Code) });
        return null;
    }
}
