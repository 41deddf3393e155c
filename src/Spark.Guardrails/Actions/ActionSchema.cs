using System.Text.Json.Nodes;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Actions;

/// <summary>JSON Schemas of the catalogue. Only <c>oneOf</c>, <c>anyOf</c> and <c>not</c> say what depends on what: every validator knows them.</summary>
internal static class ActionSchema
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    public static JsonObject OfParams(ActionDefinition definition)
    {
        var schema = Closed(definition.Params.ToDictionary(spec => spec.Name, spec => (JsonNode)spec.Kind.Schema));
        schema.Insert(0, "$schema", Draft);
        schema["required"] = Names(definition.Params.Where(spec => spec.Required).Select(spec => spec.Name));
        if (definition.TakesOrder) schema["allOf"] = new JsonArray(ExactlyOne("quantity", "notional"), TypeRules());
        if (definition.TakesOrderReference) schema["allOf"] = new JsonArray(ExactlyOne("orderId", "clientOrderId"));
        return schema;
    }

    public static JsonObject OfEnvelope(ActionDefinition definition)
    {
        var parameters = OfParams(definition);
        parameters.Remove("$schema");
        var properties = new Dictionary<string, JsonNode>
        {
            ["action"] = Enum(definition.Path),
            ["params"] = parameters,
            ["dryRun"] = ParamKinds.Boolean.Schema,
            ["confirm_required"] = ParamKinds.Boolean.Schema,
            ["reason"] = new JsonObject { ["type"] = "string", ["maxLength"] = ProposedAction.MaxReason },
        };
        foreach (var decoration in ActionReader.Decorations) properties[decoration] = new JsonObject();
        var schema = Closed(properties);
        schema.Insert(0, "$schema", Draft);
        schema["required"] = Names(["action", "params", "dryRun", "confirm_required"]);
        var rules = EnvelopeRules(definition).ToArray();
        if (rules.Length > 0) schema["allOf"] = new JsonArray(rules);
        return schema;
    }

    private static IEnumerable<JsonNode> EnvelopeRules(ActionDefinition definition)
    {
        if (definition.NeedsConfirmation(dryRun: false)) yield return AnyOf(With("dryRun", Enum(true)), With("confirm_required", Enum(true)));
        if (definition.Path == ActionPaths.OrderPlace) yield return AnyOf(SameDryRun(true), SameDryRun(false));
    }

    private static JsonObject SameDryRun(bool dryRun) => new()
    {
        ["properties"] = new JsonObject { ["dryRun"] = Enum(dryRun), ["params"] = With("dryRun", Enum(dryRun)) },
    };

    private static JsonObject TypeRules() => AnyOf(
        OfType([OrderType.Market], needs: [], refuses: ["stopPrice", "timeInForce"]),
        OfType([OrderType.Limit], needs: ["type", "price"], refuses: ["stopPrice"]),
        OfType([OrderType.StopMarket, OrderType.TakeProfitMarket], needs: ["type", "stopPrice"], refuses: ["price", "timeInForce"]),
        OfType([OrderType.Stop, OrderType.TakeProfit], needs: ["type", "price", "stopPrice"], refuses: []));

    private static JsonObject OfType(OrderType[] types, string[] needs, string[] refuses)
    {
        var rule = With("type", Enum([.. types.Select(type => JsonValue.Create(type.ToWord()))]));
        if (needs.Length > 0) rule["required"] = Names(needs);
        if (refuses.Length > 0) rule["not"] = AnyOf([.. refuses.Select(Has)]);
        return rule;
    }

    private static JsonObject Closed(Dictionary<string, JsonNode> properties) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["additionalProperties"] = false,
    };

    private static JsonObject ExactlyOne(params string[] names) => new() { ["oneOf"] = new JsonArray([.. names.Select(Has)]) };

    private static JsonObject AnyOf(params JsonNode[] rules) => new() { ["anyOf"] = new JsonArray(rules) };

    private static JsonObject Has(string name) => new() { ["required"] = Names([name]) };

    private static JsonObject With(string name, JsonNode schema) => new() { ["properties"] = new JsonObject { [name] = schema } };

    private static JsonObject Enum(params JsonNode[] values) => new() { ["enum"] = new JsonArray(values) };

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);
}
