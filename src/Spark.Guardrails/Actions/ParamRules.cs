using System.Text.Json;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Actions;

/// <summary>What params ask of each other. Paths are bare names.</summary>
internal static class ParamRules
{
    public static IEnumerable<ParamFault> Check(ActionDefinition definition, Dictionary<string, JsonElement> fields, ParamValues values)
    {
        if (definition.TakesOrder) return OfOrder(fields, values);
        if (definition.TakesOrderReference) return ExactlyOne(fields, "orderId", "clientOrderId");
        return definition.Path == ActionPaths.StrategyBacktest ? OfPeriod(fields, values) : [];
    }

    private static IEnumerable<ParamFault> OfOrder(Dictionary<string, JsonElement> fields, ParamValues values)
    {
        // A type that can't be read is a fault already; what it would need is unknown.
        var type = fields.ContainsKey("type") ? values.Get<OrderType>("type") : OrderType.Market;
        return ExactlyOne(fields, "quantity", "notional").Concat(type is { } known ? OfType(known, fields) : []);
    }

    private static IEnumerable<ParamFault> OfType(OrderType type, Dictionary<string, JsonElement> fields)
    {
        if (type.IsPriced() && !fields.ContainsKey("price")) yield return Needed(type, "price", "LIMIT, STOP and TAKE_PROFIT need one");
        if (!type.IsPriced() && type != OrderType.Market && fields.TryGetValue("price", out var price))
        {
            yield return Refused(type, "price", price, "LIMIT, STOP and TAKE_PROFIT take one");
        }
        if (type.IsConditional() && !fields.ContainsKey("stopPrice")) yield return Needed(type, "stopPrice", "the four stop types need one");
        if (!type.IsConditional() && fields.TryGetValue("stopPrice", out var stopPrice))
        {
            yield return Refused(type, "stopPrice", stopPrice, "only STOP_MARKET, TAKE_PROFIT_MARKET, STOP and TAKE_PROFIT take one");
        }
        if (!type.IsPriced() && fields.TryGetValue("timeInForce", out var timeInForce))
        {
            yield return Refused(type, "timeInForce", timeInForce, "only LIMIT, STOP and TAKE_PROFIT take one");
        }
    }

    private static IEnumerable<ParamFault> ExactlyOne(Dictionary<string, JsonElement> fields, string first, string second)
    {
        var hasFirst = fields.TryGetValue(first, out var one);
        var hasSecond = fields.TryGetValue(second, out var other);
        if (hasFirst != hasSecond) yield break;
        var given = hasFirst ? $"{JsonText.Show(one)} and {JsonText.Show(other)} are both given" : "both are missing";
        yield return new ParamFault(first, $"{first} and {second}: {given}, exactly one of them is needed.")
        {
            Cause = new FaultCause(hasFirst ? FaultCodes.BothGiven : FaultCodes.NeitherGiven, Allowed: second),
        };
    }

    private static IEnumerable<ParamFault> OfPeriod(Dictionary<string, JsonElement> fields, ParamValues values)
    {
        if (values.Get<DateTimeOffset>("from") is not { } from || values.Get<DateTimeOffset>("to") is not { } to || to >= from) yield break;
        yield return new ParamFault("to", $"to {JsonText.Show(fields["to"])} is before from {JsonText.Show(fields["from"])}: it must not be.")
        {
            Cause = new FaultCause(FaultCodes.EndsBeforeItBegins, JsonText.Show(fields["to"]), JsonText.Show(fields["from"])),
        };
    }

    private static ParamFault Needed(OrderType type, string name, string rule) =>
        new(name, $"{name} is missing for type {type.ToWord()}: {rule}.") { Cause = new FaultCause(FaultCodes.NeededForType, Allowed: type.ToWord()) };

    private static ParamFault Refused(OrderType type, string name, JsonElement value, string rule) =>
        new(name, $"{name} {JsonText.Show(value)} is not allowed for type {type.ToWord()}: {rule}.") { Cause = new FaultCause(FaultCodes.RefusedForType, JsonText.Show(value), type.ToWord()) };
}
