using System.Text.Json.Nodes;
using Spark.Domain.Orders;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>Writes slots as an action's params; what equals a default is left out, the type is always said.</summary>
internal static class OrderDrafts
{
    public static Draft Of(OrderSlots slots)
    {
        var json = new JsonObject();
        if (slots.IsCanary) json["scope"] = Scopes.FuturesTestnet;
        json["symbol"] = slots.Symbol;
        json["side"] = slots.Side!.Value.ToWord();
        json["type"] = slots.EffectiveType.ToWord();
        if (slots.Quantity is { } quantity) json["quantity"] = quantity;
        if (slots.Notional is { } notional) json["notional"] = notional;
        if (slots.EffectiveType.IsPriced()) json["price"] = slots.Price;
        if (slots.EffectiveType.IsConditional()) json["stopPrice"] = slots.StopPrice;
        if (slots.EffectiveType.IsPriced() && slots.TimeInForce is { } patience and not TimeInForce.GoodTillCancel) json["timeInForce"] = patience.ToWord();
        if (slots.ReduceOnly) json["reduceOnly"] = true;
        if (slots.ClientOrderId is not null && !slots.IsCanary) json["clientOrderId"] = slots.ClientOrderId;
        return slots.IsCanary ? new Draft(ActionPaths.CanaryRun, json) : new Draft(ActionPaths.OrderPlace, json, DryRun: !slots.Live);
    }
}
