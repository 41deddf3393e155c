using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Copilot.Language;
using Spark.Copilot.Plugins;
using Spark.Domain.Orders;
using Spark.Guardrails;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Agent;

/// <summary>Makes a card of a call: canonical params, the envelope that the person's words allow, and the validator's verdict.</summary>
internal sealed class CardMaker(Texts texts)
{
    /// <param name="action">What was called.</param>
    /// <param name="arguments">As the engine gave them.</param>
    /// <param name="heard">The person's own words.</param>
    /// <param name="openOrderIsLive">Whether the order being changed was already proposed as a real one.</param>
    /// <param name="id">The card's name.</param>
    public ActionCard Make(ActionFunction action, IEnumerable<KeyValuePair<string, object?>> arguments, Heard heard, bool openOrderIsLive, string id)
    {
        var definition = action.Definition;
        var json = CanonicalArguments.Read(action, arguments);
        var violations = new List<Violation>();
        var dryRun = TakeDryRun(json, definition, violations);
        if (definition.Path == ActionPaths.OrderPlace && !dryRun && !heard.AsksForReal(json) && !openOrderIsLive)
        {
            dryRun = true;
            violations.Add(new Violation("LiveNotAsked", "dryRun", texts.Say(heard.Language, "demoted")));
        }
        Complete(definition, json);
        var card = new ActionCard
        {
            Id = id,
            Action = definition.Path,
            Params = json,
            DryRun = dryRun,
            ConfirmRequired = definition.NeedsConfirmation(dryRun),
            Reason = texts.Reason(heard.Language, definition.Path, dryRun),
            Valid = true,
        };
        return Judged(card, violations);
    }

    /// <summary>The same with the validator's verdict.</summary>
    public static ActionCard Judged(ActionCard card, IEnumerable<Violation> before)
    {
        var faults = Verdict(card.ToAction());
        var referencePrice = card.Params["price"] is not null && card.Params["type"]?.ToString() == OrderType.Market.ToWord()
            ? [new Violation(ErrorCodes.InvalidParams, "params.price", "price is never proposed with type MARKET: LIMIT takes one.", new FaultCause(FaultCodes.RefusedForType, card.Params["price"]!.ToJsonString(), OrderType.Market.ToWord()))]
            : Array.Empty<Violation>();
        return card with { Valid = faults.Count + referencePrice.Length == 0, Violations = [.. faults, .. referencePrice, .. before] };
    }

    /// <summary>What the validator says of an envelope; empty: it is valid.</summary>
    public static IReadOnlyList<Violation> Verdict(JsonObject envelope)
    {
        using var read = JsonDocument.Parse(envelope.ToJsonString());
        return ActionValidator.Validate(ActionReader.Read(read.RootElement)) is Validation.Invalid { Fault: var fault }
            ? [.. fault.Details.Select(detail => new Violation(fault.Code, detail.Path, detail.Message, detail.Cause))]
            : [];
    }

    private static bool TakeDryRun(JsonObject json, ActionDefinition definition, List<Violation> violations)
    {
        if (!json.TryGetPropertyValue("dryRun", out var said)) return definition.DefaultDryRun;
        json.Remove("dryRun");
        if (said is JsonValue value && value.TryGetValue(out bool dryRun)) return definition.Effect.IsHarmless() || dryRun;
        violations.Add(new Violation(ErrorCodes.InvalidParams, "dryRun", $"dryRun {said?.ToJsonString()} is not true or false; it is simulated.", new FaultCause(FaultCodes.NotAllowed, said?.ToJsonString(), "boolean")));
        return true;
    }

    // The type and the scope are always said; what else equals a default is left out.
    private static void Complete(ActionDefinition definition, JsonObject json)
    {
        foreach (var spec in definition.Params)
        {
            if (spec.Name == "scope" && !json.ContainsKey("scope")) json.Insert(0, "scope", Scopes.FuturesTestnet);
            else if (spec is { Name: "type", Default: { } type } && !json.ContainsKey("type")) Insert(json, "side", "type", JsonNode.Parse(type)!);
            else if (spec is { Name: not "type", Default: { } value } && json[spec.Name]?.ToJsonString() == value) json.Remove(spec.Name);
        }
    }

    private static void Insert(JsonObject json, string behind, string name, JsonNode value)
    {
        var at = json.IndexOf(behind);
        json.Insert(at < 0 ? json.Count : at + 1, name, value);
    }
}
