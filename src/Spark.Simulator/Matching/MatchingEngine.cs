using Spark.Domain.Orders;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Matching;

/// <summary>Walks the book for an accepted order, settles each match, and rests or expires what is left.</summary>
internal sealed class MatchingEngine(Exchange exchange)
{
    /// <summary>Decimals of an entry price: what events and answers show is what the next fill is reckoned with.</summary>
    private const int EntryDigits = 8;

    public void Execute(BookOrder taker)
    {
        var limit = taker.Type == OrderType.Market ? MarketLimit(taker) : taker.Ticks;
        while (taker.RemainingLots > 0 && taker.Market.Book.Against(taker.Side).Best is { } level
            && OrderBook.Crosses(taker.Side, limit, level.Ticks))
        {
            var maker = level.First!;
            if (taker.SelfTrade != SelfTradeMode.None && ReferenceEquals(maker.Account, taker.Account))
            {
                if (Prevent(taker, maker)) return;
                continue;
            }
            var lots = Math.Min(Allowed(taker), Allowed(maker));
            if (lots == 0 && Expire(taker, maker)) return;
            if (lots > 0) Match(taker, maker, lots);
        }
        if (taker.RemainingLots > 0) Finish(taker);
    }

    /// <summary>Puts an order into the book and reserves what it may cost.</summary>
    public void Rest(BookOrder order)
    {
        order.Market.Book.Rest(order);
        if (order.Account.IsHouse) return;
        var holding = order.Account.In(order.Market);
        if (!order.ReduceOnly)
        {
            holding.Reserve(order.Side, Notional(order, order.RemainingLots));
            return;
        }
        ReduceOnly.Enlist(holding, order);
        ShareOut(holding);
    }

    /// <summary>Ends an order that is not filled, resting or not, and tells.</summary>
    public void Close(BookOrder order, OrderStatus status, ExpiryReason reason)
    {
        if (order.IsResting) Withdraw(order);
        order.Status = status;
        order.ExpiryReason = reason;
        order.UpdateTime = exchange.Now;
        if (order.Account.IsHouse) return;
        var holding = order.Account.In(order.Market);
        holding.OpenOrders.Remove(order.Id);
        holding.NoteActivity();
        exchange.Observer.OrderChanged(order, status == OrderStatus.Canceled ? ExecutionType.Canceled : ExecutionType.Expired, null);
        if (order.Algo is not null) exchange.Algos.Finish(order);
        if (order.ReduceOnly) ShareOut(holding);
    }

    public static void Withdraw(BookOrder order)
    {
        order.Market.Book.Remove(order);
        if (order.Account.IsHouse) return;
        var holding = order.Account.In(order.Market);
        if (order.ReduceOnly) holding.ReduceOnlyOrders.Remove(order);
        else holding.Reserve(order.Side, -Notional(order, order.RemainingLots));
    }

    private static decimal Notional(BookOrder order, long lots) => order.Price * order.Market.Contract.ToQuantity(lots);

    /// <summary>The worst tick a market order may trade at: mark price ± the take bound.</summary>
    private static long MarketLimit(BookOrder taker)
    {
        var contract = taker.Market.Contract;
        return taker.Side == Side.Buy
            ? contract.ToTicks(taker.Market.MarkPrice * (1 + contract.MarketTakeBound))
            : contract.ToTicks(taker.Market.MarkPrice * (1 - contract.MarketTakeBound)) + 1;
    }

    /// <summary>What an order may trade now: a reduce-only one never more than the position it reduces.</summary>
    private static long Allowed(BookOrder order)
    {
        if (!order.ReduceOnly) return order.RemainingLots;
        var holding = order.Account.In(order.Market);
        return holding.IsReducedBy(order.Side) ? Math.Min(order.RemainingLots, holding.PositionLots) : 0;
    }

    /// <summary>Ends whichever reduce-only order has nothing to reduce; true when it was the taker.</summary>
    private bool Expire(BookOrder taker, BookOrder maker)
    {
        if (Allowed(maker) == 0) Close(maker, OrderStatus.Expired, ExpiryReason.ReduceOnlyCovered);
        if (Allowed(taker) > 0) return false;
        Close(taker, OrderStatus.Expired, ExpiryReason.ReduceOnlyCovered);
        return true;
    }

    /// <summary>Applies self-trade prevention; true when the taker is over.</summary>
    private bool Prevent(BookOrder taker, BookOrder maker)
    {
        if (taker.SelfTrade is SelfTradeMode.ExpireMaker or SelfTradeMode.ExpireBoth)
        {
            Close(maker, OrderStatus.ExpiredInMatch, ExpiryReason.SelfTradePrevention);
        }
        if (taker.SelfTrade == SelfTradeMode.ExpireMaker) return false;
        var reason = taker.TimeInForce == TimeInForce.ImmediateOrCancel
            ? ExpiryReason.ImmediateRemainderBySelfTrade
            : ExpiryReason.SelfTradePrevention;
        Close(taker, OrderStatus.ExpiredInMatch, reason);
        return true;
    }

    private void Match(BookOrder taker, BookOrder maker, long lots)
    {
        var market = taker.Market;
        var price = maker.Price;
        var id = ++market.LastTradeId;
        market.NoteTrade(price, market.Contract.ToQuantity(lots));
        taker.FilledLots += lots;
        market.Book.Fill(maker, lots);
        if (!maker.Account.IsHouse) Release(maker, lots);
        Settle(taker, id, price, lots, isMaker: false);
        Settle(maker, id, price, lots, isMaker: true);
        exchange.Observer.Traded(new MarketTrade(market, id, price, lots, taker.Side, exchange.Now));
        if (!maker.Account.IsHouse) ShareOut(maker.Account.In(market));
        if (!taker.Account.IsHouse) ShareOut(taker.Account.In(market));
    }

    private static void Release(BookOrder maker, long lots)
    {
        var holding = maker.Account.In(maker.Market);
        if (!maker.ReduceOnly) holding.Reserve(maker.Side, -Notional(maker, lots));
        else if (maker.RemainingLots == 0) holding.ReduceOnlyOrders.Remove(maker);
    }

    /// <summary>Books one side of a match, then tells it in the exchange's order: fill, account, order.</summary>
    private void Settle(BookOrder order, long tradeId, decimal price, long lots, bool isMaker)
    {
        var account = order.Account;
        var holding = account.In(order.Market);
        var quantity = order.Market.Contract.ToQuantity(lots);
        var before = holding.Position.Quantity;
        var (after, realized) = holding.Position.IsFlat
            ? (holding.Position with { Quantity = order.Side.Sign() * quantity, EntryPrice = price }, 0)
            : holding.Position.Fill(order.Side, quantity, price);
        realized = decimal.Round(realized, 8);
        holding.Position = after.EntryPrice.Scale > EntryDigits ? after with { EntryPrice = decimal.Round(after.EntryPrice, EntryDigits) } : after;
        holding.Realized += realized;
        order.FilledNotional += price * quantity;
        order.Status = order.RemainingLots == 0 ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
        order.UpdateTime = exchange.Now;
        var commission = account.IsHouse ? 0 : decimal.Round(price * quantity * RateOf(order, isMaker), 8);
        account.Wallet += realized - commission;
        if (holding.IsIsolated) IsolatedMargin.Follow(holding, before, price);
        if (account.IsHouse) return;
        account.UpdateTime = holding.UpdateTime = exchange.Now;
        if (order.RemainingLots == 0) holding.OpenOrders.Remove(order.Id);
        holding.NoteActivity();
        var trade = new UserTrade(order, tradeId, price, lots, commission, realized, isMaker, exchange.Now);
        account.Trades.Add(trade);
        exchange.Observer.Filled(trade);
        exchange.Observer.AccountChanged(holding, exchange.Now);
        exchange.Observer.OrderChanged(order, order.IsLiquidation ? ExecutionType.Calculated : ExecutionType.Trade, trade);
        if (order.Algo is not null && order.RemainingLots == 0) exchange.Algos.Finish(order);
        exchange.Algos.ExpireOrphans(holding);
    }

    private decimal RateOf(BookOrder order, bool isMaker) => order.IsLiquidation ? order.Market.Contract.LiquidationFee : exchange.Fees.RateOf(isMaker);

    private void ShareOut(Holding holding)
    {
        while (holding.ReduceOnlyOrders.Count > 0 && ReduceOnly.Share(holding) is { } knockedOut)
        {
            Close(knockedOut, OrderStatus.Expired, ExpiryReason.ReduceOnlyCovered);
        }
    }

    private void Finish(BookOrder taker)
    {
        if (taker.IsLiquidation) Close(taker, OrderStatus.Expired, ExpiryReason.Liquidation);
        else if (taker.ReduceOnly && Allowed(taker) == 0) Close(taker, OrderStatus.Expired, ExpiryReason.ReduceOnlyCovered);
        else if (taker.Type == OrderType.Market) Close(taker, OrderStatus.Expired, ExpiryReason.MarketRemainder);
        else if (taker.TimeInForce == TimeInForce.ImmediateOrCancel) Close(taker, OrderStatus.Expired, ExpiryReason.ImmediateRemainder);
        else Rest(taker);
    }
}
