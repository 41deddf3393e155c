using Spark.Domain.Orders;

namespace Spark.Simulator.Matching.Algo;

/// <summary>
/// The checks on a conditional order when it is placed. Margin, reduce-only and the book are looked at when it triggers,
/// as the exchange does.
/// </summary>
internal static class AlgoAcceptance
{
    /// <summary>Open conditional orders of an account, over all contracts.</summary>
    private const int MostOpen = 200;

    public static Rejection? Check(in PlaceAlgo order) =>
        CheckSymbol(order) ?? CheckClientId(order) ?? CheckTrigger(order) ?? CheckPrice(order) ?? CheckQuantity(order)
        ?? CheckNotional(order) ?? CheckCount(order) ?? CheckSide(order);

    private static Rejection? CheckSymbol(in PlaceAlgo order) =>
        order.Market.Contract.Instrument.IsTrading ? null : Rejection.SymbolNotTrading;

    private static Rejection? CheckClientId(in PlaceAlgo order)
    {
        if (order.ClientAlgoId is not { } id) return null;
        if (id.Length > 36) return Rejection.ClientOrderIdLength;
        if (!ClientOrderId.TryParse(id, out _)) return Rejection.IllegalCharacters;
        return order.Account.AlgoOrdersByClientId.TryGetValue(id, out var earlier) && earlier.Status == AlgoStatus.New
            ? Rejection.DuplicateClientOrderId
            : null;
    }

    private static Rejection? CheckTrigger(in PlaceAlgo order)
    {
        var rule = order.Market.Contract.Instrument.Price;
        if (OrderAcceptance.HasMoreDecimals(order.TriggerPrice, order.Market.Contract.PricePrecision)) return Rejection.BadPrecision;
        if (order.TriggerPrice <= 0 || order.TriggerPrice < rule.Minimum) return Rejection.TriggerBelowMinimum;
        if (rule.Maximum != 0 && order.TriggerPrice > rule.Maximum) return Rejection.TriggerAboveMaximum;
        return rule.IsOnTick(order.TriggerPrice) ? null : Rejection.PriceOffTick;
    }

    private static Rejection? CheckPrice(in PlaceAlgo order) =>
        order.IsPriced ? OrderAcceptance.CheckPriceFilter(order.Market.Contract, order.Price) : null;

    private static Rejection? CheckQuantity(in PlaceAlgo order) => order.ClosePosition
        ? null
        : OrderAcceptance.CheckLot(order.Market.Contract, order.Market.Contract.Instrument.LotFor(order.Type), order.Quantity);

    private static Rejection? CheckNotional(in PlaceAlgo order)
    {
        if (order.ReduceOnly || order.ClosePosition) return null;
        var minimum = order.Market.Contract.Instrument.MinimumNotional;
        return (order.IsPriced ? order.Price : order.TriggerPrice) * order.Quantity < minimum ? Rejection.NotionalTooSmall(minimum) : null;
    }

    private static Rejection? CheckCount(in PlaceAlgo order)
    {
        var open = 0;
        foreach (var holding in order.Account.Holdings) open += holding.OpenAlgoOrders.Count;
        return open >= MostOpen ? Rejection.TooManyConditionalOrders : null;
    }

    private static Rejection? CheckSide(in PlaceAlgo order)
    {
        var price = order.WorkingType == WorkingType.MarkPrice ? order.Market.MarkPrice : order.Market.LastPrice;
        if (price == 0) return null;
        var above = (order.Type is OrderType.Stop or OrderType.StopMarket) == (order.Side == Side.Buy);
        return (above ? price >= order.TriggerPrice : price <= order.TriggerPrice) ? Rejection.WouldTriggerAtOnce : null;
    }
}
