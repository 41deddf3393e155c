using System.Collections.Immutable;
using System.Text.Json;

namespace Spark.Guardrails.Actions;

/// <summary>Reads an action's params against its definition and collects every fault.</summary>
internal static class ParamReader
{
    public static ParamValues Read(ActionDefinition definition, ProposedAction proposed, out ImmutableArray<ParamFault> faults)
    {
        var found = new List<ParamFault>(proposed.Faults);
        var prefix = PathOf(proposed, "");
        var fields = JsonFields.Read(proposed.Params, prefix, found);
        var values = new Dictionary<string, object>(fields.Count, StringComparer.Ordinal);
        foreach (var (name, value) in fields) ReadField(definition, proposed, name, value, values, found);
        if (!proposed.Faults.Any(fault => fault.Path == "params"))
        {
            foreach (var spec in definition.Params)
            {
                if (spec.Required && !fields.ContainsKey(spec.Name)) found.Add(new ParamFault(prefix + spec.Name, $"{spec.Name} is missing: {spec.Kind.Allowed} is needed.") { Cause = new FaultCause(FaultCodes.Missing, Allowed: spec.Kind.Code) });
            }
            foreach (var fault in ParamRules.Check(definition, fields, new ParamValues(values))) found.Add(fault with { Path = prefix + fault.Path });
        }
        faults = [.. found];
        return new ParamValues(values);
    }

    /// <summary>How a param is named in a fault: callers of named endpoints know no <c>params</c>.</summary>
    public static string PathOf(ProposedAction proposed, string name) => proposed.IsImplied ? name : "params." + name;

    private static void ReadField(
        ActionDefinition definition, ProposedAction proposed, string name, JsonElement value, Dictionary<string, object> values, List<ParamFault> faults)
    {
        var spec = SpecOf(definition, proposed, name);
        if (spec is null)
        {
            faults.Add(new ParamFault(PathOf(proposed, JsonText.Show(name)), $"'{JsonText.Show(name)}' is not a param of {definition.Path}: {Allowed(definition)}.")
            {
                Cause = new FaultCause(FaultCodes.UnknownField, Allowed: string.Join(", ", definition.Params.Select(one => one.Name))),
            });
        }
        else if (spec.Kind.Read(value) is { } read)
        {
            values[name] = read;
        }
        else
        {
            faults.Add(new ParamFault(PathOf(proposed, JsonText.Show(name)), $"{name} {JsonText.Show(value)} is not {spec.Kind.Allowed}.")
            {
                Cause = new FaultCause(FaultCodes.NotAllowed, JsonText.Show(value), spec.Kind.Code),
            });
        }
    }

    private static ParamSpec? SpecOf(ActionDefinition definition, ProposedAction proposed, string name)
    {
        if (definition.TryFindParam(name, out var spec)) return spec;
        var isDryRunOfEndpoint = name == "dryRun" && proposed.IsImplied && definition.EndpointTakesDryRun;
        return isDryRunOfEndpoint ? new ParamSpec("dryRun", ParamKinds.Boolean, Required: false) : null;
    }

    private static string Allowed(ActionDefinition definition) => definition.Params.IsEmpty
        ? "it takes none"
        : "allowed are " + string.Join(", ", definition.Params.Select(spec => spec.Name));
}
