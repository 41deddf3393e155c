using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Risk;

namespace Spark.Guardrails.Actions;

/// <summary>From a draft to an intent: a notional becomes a quantity, rounded down to the step.</summary>
public static class OrderSizing
{
    /// <param name="draft">The order as asked for. A quantity is taken as it is: the filters judge it.</param>
    /// <param name="instrument">The draft's instrument.</param>
    /// <param name="markPrice">Values a notional of the types that have neither limit nor trigger price.</param>
    /// <param name="id">Used unless the draft brings its own.</param>
    /// <param name="origin">Who the order comes from.</param>
    public static SizingResult Resolve(OrderDraft draft, Instrument instrument, decimal? markPrice, ClientOrderId id, OrderOrigin origin)
    {
        if (draft.Quantity is { } quantity) return new SizingResult.Sized(Intent(draft, quantity, id, origin));
        if (draft.Notional is not { } notional) return new SizingResult.Missing("quantity or notional");
        var price = OrderPricing.ExpectedPrice(draft.Type, draft.Price, draft.StopPrice, markPrice);
        return price is { } known and > 0
            ? FromNotional(draft, notional, known, instrument, id, origin)
            : new SizingResult.Missing(draft.Type.IsPriced() ? "price" : draft.Type.IsConditional() ? "stopPrice" : "mark price");
    }

    private static SizingResult FromNotional(
        OrderDraft draft, decimal notional, decimal price, Instrument instrument, ClientOrderId id, OrderOrigin origin)
    {
        var lot = instrument.LotFor(draft.Type);
        var quantity = RoundDown(lot, Amount.Divide(notional, price));
        var minimum = draft.ReduceOnly ? 0 : instrument.MinimumNotional;
        var isTooSmall = quantity <= 0 || quantity < lot.Minimum || Amount.Multiply(quantity, price) < minimum;
        return isTooSmall
            ? TooSmall(draft, notional, price, instrument)
            : new SizingResult.Sized(Intent(draft, quantity, id, origin));
    }

    private static SizingResult.TooSmall TooSmall(OrderDraft draft, decimal notional, decimal price, Instrument instrument)
    {
        var smallest = SmallestOrder.Of(instrument, draft.Type, price, draft.ReduceOnly);
        var message = $"notional {Amount.Text(notional)} is too small for {draft.Symbol} at {Amount.Text(price)}: {smallest.ToText(instrument)}.";
        return new SizingResult.TooSmall(smallest.Quantity, smallest.Notional, message);
    }

    // What is over the maximum stays as it is: the filters refuse it, and steps of it may not fit a decimal.
    private static decimal RoundDown(LotRule lot, decimal quantity)
    {
        try
        {
            return lot.Maximum > 0 && quantity > lot.Maximum ? quantity : lot.RoundDown(quantity);
        }
        catch (OverflowException)
        {
            return quantity;
        }
    }

    private static OrderIntent Intent(OrderDraft draft, decimal quantity, ClientOrderId id, OrderOrigin origin) => new()
    {
        ClientOrderId = draft.ClientOrderId ?? id,
        Symbol = draft.Symbol,
        Side = draft.Side,
        Type = draft.Type,
        Quantity = quantity,
        Price = draft.Price,
        StopPrice = draft.StopPrice,
        TimeInForce = draft.TimeInForce,
        ReduceOnly = draft.ReduceOnly,
        Origin = origin,
    };
}
