using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Batches;

/// <summary>The validator's word on a given action, as JSON.</summary>
internal static class Verdicts
{
    public static JsonObject Of(JsonElement action, int index)
    {
        var proposed = ActionReader.Read(action);
        return Of(proposed, ActionValidator.Validate(proposed), index);
    }

    /// <summary>The word that <paramref name="validation"/> is, on <paramref name="proposed"/>.</summary>
    public static JsonObject Of(ProposedAction proposed, Validation validation, int index)
    {
        var fault = (validation as Validation.Invalid)?.Fault;
        var verdict = new JsonObject
        {
            ["index"] = index,
            ["action"] = proposed.Path,
            ["valid"] = fault is null,
            ["violations"] = new JsonArray([.. (fault?.Details ?? []).Select(detail => new JsonObject
            {
                ["code"] = fault!.Code,
                ["path"] = detail.Path,
                ["message"] = detail.Message,
                ["cause"] = CauseOf(detail),
            })]),
        };
        if (validation is Validation.Valid { Action: var valid }) verdict["live"] = valid.IsLive;
        return verdict;
    }

    /// <summary>What is wrong without words: members that say nothing are absent.</summary>
    public static JsonObject CauseOf(ParamFault fault)
    {
        var cause = new JsonObject { ["code"] = fault.Cause.Code };
        if (fault.Cause.Value is { } value) cause["value"] = value;
        if (fault.Cause.Allowed is { } allowed) cause["allowed"] = allowed;
        return cause;
    }
}
