using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>Texts of filter faults: field, value, what is allowed, and for minimum faults the smallest order.</summary>
internal static class FilterText
{
    public static string Of(FilterFault fault, OrderIntent intent, in RiskView view)
    {
        if (view.Instrument is not { } instrument) return $"The filters of {intent.Symbol} are not known.";
        var lot = instrument.LotFor(intent.Type);
        var quantity = "quantity " + Amount.Text(intent.Quantity);
        return fault switch
        {
            FilterFault.NothingToReduce => $"reduceOnly: there is no {intent.Symbol} position to reduce.",
            FilterFault.ReduceWrongSide => $"side {intent.Side.ToWord()} would enlarge the {intent.Symbol} position: a reduceOnly order must be {intent.Side.Opposite().ToWord()}.",
            FilterFault.ReduceTooLarge => TooMuchToReduce(intent, view),
            FilterFault.QuantityTooSmall => $"{quantity} is under the minimum {Amount.Text(lot.Minimum)}: {Smallest(intent, view, instrument)}.",
            FilterFault.QuantityTooLarge => $"{quantity} is over the maximum of {Amount.Text(lot.Maximum)} for type {intent.Type.ToWord()}.",
            FilterFault.QuantityOffStep => $"{quantity} is not on the step: multiples of {Amount.Text(lot.Step)} from {Amount.Text(lot.Minimum)} are allowed.",
            FilterFault.PriceBeyondMultiplier => BeyondMultiplier(intent, view, instrument),
            FilterFault.NotionalTooSmall =>
                $"{quantity} is worth less than the minimum notional {Amount.Text(instrument.MinimumNotional)} USDT: {Smallest(intent, view, instrument)}.",
            FilterFault.StopWouldTrigger => WouldTrigger(intent, view),
            >= FilterFault.StopPrice => OfPrice("stopPrice", intent.StopPrice, fault - FilterFault.StopPrice, instrument.Price, intent),
            _ => OfPrice("price", intent.Price, fault - FilterFault.Price, instrument.Price, intent),
        };
    }

    /// <summary>Such as <c>quantityOffStep</c>.</summary>
    public static string Word(FilterFault fault)
    {
        var name = fault.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string OfPrice(string field, decimal? price, int fault, PriceRule rule, OrderIntent intent)
    {
        if (price is not { } value) return $"{field} is missing: type {intent.Type.ToWord()} needs one.";
        var shown = $"{field} {Amount.Text(value)}";
        return fault switch
        {
            1 => $"{shown} is under the minimum {Amount.Text(rule.Minimum)}.",
            2 => $"{shown} is over the maximum {Amount.Text(rule.Maximum)}.",
            _ => $"{shown} is not on the tick: multiples of {Amount.Text(rule.Tick)} from {Amount.Text(rule.Minimum)} are allowed.",
        };
    }

    private static string TooMuchToReduce(OrderIntent intent, in RiskView view)
    {
        var working = view.WorkingReduceQuantity > 0 ? $" with {Amount.Text(view.WorkingReduceQuantity)} in reducing orders already open" : "";
        return $"quantity {Amount.Text(intent.Quantity)}{working} is more than the {intent.Symbol} position of "
            + $"{Amount.Text(Math.Abs(view.PositionQuantity ?? 0))}: a reduceOnly order can't turn it.";
    }

    private static string WouldTrigger(OrderIntent intent, in RiskView view) =>
        $"stopPrice {Amount.Text(intent.StopPrice ?? 0)} of a {intent.Side.ToWord()} {intent.Type.ToWord()} would trigger at once: it must be "
        + $"{(intent.TriggersAbove() ? "above" : "below")} the price, which is {Amount.Text(view.MarkPrice ?? 0)} now.";

    private static string BeyondMultiplier(OrderIntent intent, in RiskView view, Instrument instrument)
    {
        var isBuy = intent.Side == Side.Buy;
        var bound = Amount.Multiply(view.MarkPrice ?? 0, isBuy ? instrument.PriceMultiplierUp : instrument.PriceMultiplierDown);
        return $"price {Amount.Text(intent.Price ?? 0)} of a {intent.Side.ToWord()} is beyond the exchange's range: "
            + $"{(isBuy ? "at most" : "at least")} {Amount.Text(bound)} is allowed.";
    }

    private static string Smallest(OrderIntent intent, in RiskView view, Instrument instrument) =>
        OrderPricing.ExpectedPrice(intent.Type, intent.Price, intent.StopPrice, view.MarkPrice) is { } price
            ? SmallestOrder.Of(instrument, intent.Type, price, intent.ReduceOnly).ToText(instrument)
            : $"the smallest quantity is {Amount.Text(instrument.LotFor(intent.Type).Minimum)}";
}
