using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Copilot.Plugins;
using Spark.Guardrails;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Mcp;

/// <summary>The Action JSON that a tool call means: canonical params, a dry run unless the call says otherwise and the action allows it.</summary>
internal static class ToolCall
{
    /// <param name="action">What is called.</param>
    /// <param name="arguments">As the client gave them.</param>
    /// <param name="fault">What can't be read; null: the envelope is for the validator to judge.</param>
    public static JsonObject Envelope(ActionFunction action, IEnumerable<KeyValuePair<string, object?>> arguments, out Violation? fault)
    {
        var definition = action.Definition;
        var given = CanonicalArguments.Read(action, arguments);
        fault = null;
        var dryRun = definition.DefaultDryRun;
        if (action.Types.ContainsKey("dryRun") && given.TryGetPropertyValue("dryRun", out var said))
        {
            given.Remove("dryRun");
            if (said is JsonValue value && value.TryGetValue(out bool flag)) dryRun = flag;
            else fault = new Violation(ErrorCodes.InvalidParams, "dryRun", $"dryRun {said?.ToJsonString()} is not true or false.", new FaultCause(FaultCodes.NotAllowed, said?.ToJsonString(), "boolean"));
        }
        if (definition.Params.Any(spec => spec is { Name: "scope", Required: true }) && !given.ContainsKey("scope")) given["scope"] = Scopes.FuturesTestnet;
        return new JsonObject
        {
            ["action"] = definition.Path,
            ["params"] = given,
            ["dryRun"] = dryRun,
            ["confirm_required"] = definition.NeedsConfirmation(dryRun),
        };
    }
}
