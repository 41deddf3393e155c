using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Simulator.Matching.Amending;

namespace Spark.Simulator.Matching;

/// <summary>The checks between a well-formed request and the engine, in the exchange's order; the first failure is the answer.</summary>
internal static class OrderAcceptance
{
    public static Rejection? Check(in PlaceOrder order) =>
        CheckSymbol(order) ?? CheckClientId(order) ?? CheckPrice(order) ?? CheckQuantity(order) ?? CheckPercentPrice(order)
        ?? CheckNotional(order) ?? CheckReduceOnly(order) ?? CheckOpenOrders(order) ?? CheckMargin(order) ?? CheckTimeInForce(order);

    /// <summary>The checks on new values of a resting order.</summary>
    public static Rejection? CheckAmended(in AmendOrder amend)
    {
        var order = amend.Order;
        var contract = order.Market.Contract;
        if (CheckPriceFilter(contract, amend.Price) is { } price) return price;
        if (CheckLot(contract, contract.Instrument.Lot, amend.Quantity) is { } lot) return lot;
        var changed = Changed(amend);
        if (CheckPercentPrice(changed) is { } percent) return percent;
        if (!order.ReduceOnly && amend.Price * amend.Quantity < contract.Instrument.MinimumNotional) return Rejection.AmendedNotionalTooSmall;
        if (order.ReduceOnly) return null;
        var growth = Math.Max(0, amend.Price * (amend.Quantity - order.FilledQuantity) - order.Price * contract.ToQuantity(order.RemainingLots));
        return growth / order.Account.In(order.Market).Leverage > Margin.Free(order.Account) ? Rejection.MarginInsufficient : null;
    }

    private static PlaceOrder Changed(in AmendOrder amend) => new()
    {
        Account = amend.Order.Account,
        Market = amend.Order.Market,
        Side = amend.Side,
        Type = OrderType.Limit,
        Quantity = amend.Quantity,
        Price = amend.Price,
    };

    private static Rejection? CheckSymbol(in PlaceOrder order)
    {
        if (!order.Market.Contract.Instrument.IsTrading) return Rejection.SymbolNotTrading;
        return order.Type.IsConditional() ? Rejection.ConditionalMoved : null;
    }

    private static Rejection? CheckClientId(in PlaceOrder order)
    {
        if (order.ClientOrderId is not { } id) return null;
        if (id.Length > 36) return Rejection.ClientOrderIdLength;
        if (!ClientOrderId.TryParse(id, out _)) return Rejection.IllegalCharacters;
        return order.Account.FindOrder(id) is { } earlier && !earlier.Status.IsFinal() ? Rejection.DuplicateClientOrderId : null;
    }

    private static Rejection? CheckPrice(in PlaceOrder order)
    {
        return order.Type == OrderType.Limit ? CheckPriceFilter(order.Market.Contract, order.Price) : null;
    }

    /// <summary>PRICE_FILTER.</summary>
    public static Rejection? CheckPriceFilter(Contract contract, decimal price)
    {
        var rule = contract.Instrument.Price;
        if (HasMoreDecimals(price, contract.PricePrecision)) return Rejection.BadPrecision;
        if (price < rule.Minimum || price <= 0) return price < 0 ? Rejection.PriceNegative : Rejection.PriceBelowMinimum;
        if (rule.Maximum != 0 && price > rule.Maximum) return Rejection.PriceAboveMaximum;
        return contract.IsOnTick(price) ? null : Rejection.PriceOffTick;
    }

    private static Rejection? CheckQuantity(in PlaceOrder order) =>
        CheckLot(order.Market.Contract, order.Market.Contract.Instrument.LotFor(order.Type), order.Quantity);

    /// <summary>LOT_SIZE or MARKET_LOT_SIZE.</summary>
    public static Rejection? CheckLot(Contract contract, LotRule rule, decimal quantity)
    {
        if (quantity <= 0) return Rejection.QuantityNotPositive;
        if (HasMoreDecimals(quantity, contract.QuantityPrecision)) return Rejection.BadPrecision;
        if (quantity < rule.Minimum) return Rejection.QuantityBelowMinimum;
        if (rule.Maximum != 0 && quantity > rule.Maximum) return Rejection.QuantityAboveMaximum;
        return contract.IsOnStep(rule, quantity) ? null : Rejection.QuantityOffStep;
    }

    private static Rejection? CheckPercentPrice(in PlaceOrder order)
    {
        var market = order.Market;
        var highest = market.MarkPrice * market.Contract.Instrument.PriceMultiplierUp;
        var lowest = market.MarkPrice * market.Contract.Instrument.PriceMultiplierDown;
        if (order.Type == OrderType.Limit)
        {
            if (order.Side == Side.Buy && highest > 0 && order.Price > highest) return Rejection.PriceTooHigh(Round(market, highest));
            return order.Side == Side.Sell && order.Price < lowest ? Rejection.PriceTooLow(Round(market, lowest)) : null;
        }
        if (market.Book.Against(order.Side).Best is not { } best) return null;
        var price = market.Contract.ToPrice(best.Ticks);
        var outside = order.Side == Side.Buy ? highest > 0 && price > highest : price < lowest;
        return outside ? Rejection.MarketOrderRejected : null;
    }

    private static decimal Round(Market market, decimal price) => decimal.Round(price, market.Contract.PricePrecision);

    private static Rejection? CheckNotional(in PlaceOrder order)
    {
        if (order.ReduceOnly) return null;
        var price = order.Type == OrderType.Limit ? order.Price : order.Market.MarkPrice;
        var minimum = order.Market.Contract.Instrument.MinimumNotional;
        return price * order.Quantity < minimum ? Rejection.NotionalTooSmall(minimum) : null;
    }

    private static Rejection? CheckReduceOnly(in PlaceOrder order)
    {
        if (!order.ReduceOnly) return null;
        var holding = order.Account.In(order.Market);
        if (!holding.IsReducedBy(order.Side)) return Rejection.ReduceOnlyRejected;
        var ahead = ReduceOnly.LotsAhead(holding, order.Side, order.Type, order.Market.Contract.ToTicks(order.Price));
        return ahead >= holding.PositionLots ? Rejection.ReduceOnlyRejected : null;
    }

    private static Rejection? CheckOpenOrders(in PlaceOrder order) =>
        order.Account.In(order.Market).OpenOrders.Count >= order.Market.Contract.MaxOpenOrders ? Rejection.TooManyOpenOrders : null;

    private static Rejection? CheckMargin(in PlaceOrder order)
    {
        if (order.ReduceOnly) return null;
        var holding = order.Account.In(order.Market);
        var assumed = AssumedPrice(order);
        var after = Math.Abs(holding.Position.Quantity + order.Side.Sign() * order.Quantity) * order.Market.MarkPrice;
        var fits = after <= order.Market.Contract.MaxNotionalAt(holding.Leverage);
        if (fits && Margin.ClearlyAffords(holding, order.Side, order.Quantity, assumed)) return null;
        var cost = Margin.CostToOpen(holding, order.Side, order.Quantity, assumed);
        if (cost == 0) return null;
        if (!fits) return Rejection.PositionTooLarge;
        return cost > Margin.Free(order.Account) ? Rejection.MarginInsufficient : null;
    }

    /// <summary>Long: the order's price, or the best ask. Short: the highest of last price + 0.15 %, mark and the order's price.</summary>
    private static decimal AssumedPrice(in PlaceOrder order)
    {
        var market = order.Market;
        if (order.Side == Side.Sell) return Math.Max(market.LastPrice * 1.0015m, Math.Max(market.MarkPrice, order.Price));
        if (order.Type == OrderType.Limit) return order.Price;
        return market.Book.Asks.Best is { } best ? market.Contract.ToPrice(best.Ticks) : market.MarkPrice;
    }

    private static Rejection? CheckTimeInForce(in PlaceOrder order)
    {
        if (order.Type != OrderType.Limit) return null;
        var ticks = order.Market.Contract.ToTicks(order.Price);
        var book = order.Market.Book;
        return order.TimeInForce switch
        {
            TimeInForce.PostOnly when book.Against(order.Side).Best is { } best && OrderBook.Crosses(order.Side, ticks, best.Ticks) =>
                Rejection.PostOnlyRejected,
            TimeInForce.FillOrKill when !book.CanFill(order.Side, ticks, order.Market.Contract.ToLots(order.Quantity)) =>
                Rejection.FillOrKillRejected,
            _ => null,
        };
    }

    public static bool HasMoreDecimals(decimal value, int precision) => value.Scale > precision && decimal.Round(value, precision) != value;
}
