using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Streams.User;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;

namespace Spark.Testing.Core;

/// <summary>An exchange in a few lines: what it holds is the truth that the ledger is held to. <paramref name="symbol"/> is the one that is meant where none is named.</summary>
internal sealed class ModelExchange(Symbol symbol, Func<long> now)
{
    private readonly List<TradeReport> _trades = [];
    private readonly Dictionary<Symbol, Position> _positions = [];
    private long _orderIds = 1_000;
    private long _algoIds = 5_000_000;

    /// <summary>Where orders fill and positions are marked; <see cref="CoreWorld.Mark"/> where nothing is set.</summary>
    public Dictionary<Symbol, decimal> Prices { get; } = [];

    public decimal Price { get => PriceOf(symbol); set => Prices[symbol] = value; }

    public decimal Wallet { get; set; } = 1_000_000;

    /// <summary>Wallet and what the positions are worth at their prices.</summary>
    public decimal Balance => Wallet + _positions.Values.Sum(position => position.UnrealizedPnlAt(PriceOf(position.Symbol)));

    public Position Position => PositionIn(symbol);

    /// <summary>What the account is set to.</summary>
    public AccountMode Mode { get; set; }

    /// <summary>Every order by the exchange's own id.</summary>
    public Dictionary<long, ModelOrder> Orders { get; } = [];

    /// <summary>What its user stream has sent, in order.</summary>
    public List<UserEvent> Events { get; } = [];

    /// <summary>Every conditional order by its algo id.</summary>
    public Dictionary<long, ModelStop> Stops { get; } = [];

    public IEnumerable<ModelStop> Waiting => Stops.Values.Where(stop => stop.Waits);

    public IEnumerable<ModelOrder> Open => Orders.Values.Where(order => order.IsOpen);

    /// <summary>
    /// Largest position that its working orders and those on their way can make, whichever of them fill and in whichever order; the ones
    /// that reduce go as far as the position.
    /// </summary>
    public decimal WorstCase(Symbol of, IEnumerable<OrderIntent> onTheirWay)
    {
        var position = PositionIn(of);
        var all = Open.Select(order => (order.Intent, Left: order.Remaining)).Concat(Waiting.Select(stop => (stop.Intent, Left: stop.Intent.Quantity))).Concat(onTheirWay.Select(intent => (Intent: intent, Left: intent.Quantity))).Where(order => order.Intent.Symbol == of).ToArray();
        decimal Sum(Side side, bool reducing) => all.Where(order => order.Intent.Side == side && order.Intent.ReduceOnly == reducing).Sum(order => order.Left);
        var up = position.Quantity + Sum(Side.Buy, false) + Math.Min(Sum(Side.Buy, true), Math.Max(0, -position.Quantity));
        var down = position.Quantity - Sum(Side.Sell, false) - Math.Min(Sum(Side.Sell, true), Math.Max(0, position.Quantity));
        return Math.Max(Math.Abs(up), Math.Abs(down));
    }

    public Position PositionIn(Symbol of) => _positions.GetValueOrDefault(of) ?? Position.Flat(of);

    public decimal PriceOf(Symbol of) => Prices.GetValueOrDefault(of, CoreWorld.Mark);

    /// <summary>An order arrives; market orders fill in two parts within one ms.</summary>
    public ModelOrder Place(OrderIntent intent)
    {
        var order = Put(new ModelOrder(++_orderIds, intent, OrderStatus.New, 0, now()));
        Tell(order, "NEW", null);
        if (intent.Type != OrderType.Market) return order;
        Fill(order.OrderId, intent.Quantity / 2);
        Fill(order.OrderId, intent.Quantity, Orders[order.OrderId].UpdatedAt);
        return Orders[order.OrderId].IsOpen ? End(order.OrderId, OrderStatus.Expired) : Orders[order.OrderId];
    }

    /// <summary>A conditional order arrives in the algo service.</summary>
    public ModelStop PlaceStop(OrderIntent intent) => Put(new ModelStop(++_algoIds, intent, "NEW", now()));

    /// <summary>The newest conditional order under a client id.</summary>
    public ModelStop? FindStop(string clientAlgoId) => Stops.Values.Where(stop => stop.Intent.ClientOrderId.Value == clientAlgoId).MaxBy(stop => stop.AlgoId);

    /// <summary>Its price is met: it becomes a plain order under an id of the exchange's own, or is refused when there is nothing to reduce.</summary>
    public void Trigger(long algoId)
    {
        if (Stops.GetValueOrDefault(algoId) is not { Waits: true } stop) return;
        if (stop.Intent.ReduceOnly && Math.Sign(PositionIn(stop.Intent.Symbol).Quantity) != -stop.Intent.Side.Sign())
        {
            Put(stop with { Status = "REJECTED", UpdatedAt = now() });
            return;
        }
        // Its own id is what links it: the plain order bears a client id that nobody chose.
        var plain = stop.Intent with
        {
            ClientOrderId = ClientOrderId.Parse($"x-{algoId}"),
            Type = stop.Intent.Type.IsPriced() ? OrderType.Limit : OrderType.Market,
            StopPrice = null,
        };
        stop = Put(stop with { Status = "TRIGGERED", ActualOrderId = _orderIds + 1, UpdatedAt = now() });
        var order = Place(plain);
        if (!Orders[order.OrderId].IsOpen) Put(stop with { Status = "FINISHED", UpdatedAt = now() });
    }

    /// <summary>Takes a waiting one back; null when it waits no more.</summary>
    public ModelStop? CancelStop(long algoId, string status = "CANCELED") =>
        Stops.GetValueOrDefault(algoId) is { Waits: true } stop ? Put(stop with { Status = status, UpdatedAt = now() }) : null;

    /// <summary>The newest order under a client order id: other clients use theirs again.</summary>
    public ModelOrder? Find(string clientOrderId) => Orders.Values.Where(order => order.Intent.ClientOrderId.Value == clientOrderId).MaxBy(order => order.OrderId);

    /// <summary>Fills up to <paramref name="quantity"/>; a reducing order ends where the position ends.</summary>
    public void Fill(long id, decimal quantity, long? at = null)
    {
        if (Orders.GetValueOrDefault(id) is not { IsOpen: true } order) return;
        quantity = Math.Min(quantity, order.Remaining);
        var (of, price, position) = (order.Intent.Symbol, PriceOf(order.Intent.Symbol), PositionIn(order.Intent.Symbol));
        if (order.Intent.ReduceOnly && Math.Sign(position.Quantity) != -order.Intent.Side.Sign()) quantity = 0;
        else if (order.Intent.ReduceOnly) quantity = Math.Min(quantity, Math.Abs(position.Quantity));
        if (quantity <= 0)
        {
            if (order.Intent.ReduceOnly) End(id, OrderStatus.Expired);
            return;
        }
        var (after, realized) = position.Fill(order.Intent.Side, quantity, price);
        (_positions[of], Wallet) = (after, Wallet + realized);
        var filled = order.Filled + quantity;
        order = Put(order with { Filled = filled, Paid = order.Paid + quantity * price, Status = filled == order.Intent.Quantity ? OrderStatus.Filled : OrderStatus.PartiallyFilled, UpdatedAt = at ?? now() });
        var trade = Trade(order, quantity, realized);
        Events.Add(new UserEvent.AccountUpdated("ORDER", [new BalanceUpdate("USDT", Wallet, Wallet, 0)],
            [new PositionUpdate(of, "BOTH", after.Quantity, after.EntryPrice, 0)], false, trade.Time, trade.Time));
        Tell(order, "TRADE", trade);
    }

    /// <summary>A position out of thin air: no fill explains it.</summary>
    public void Conjure(decimal quantity) => _positions[symbol] = new Position(symbol, quantity, CoreWorld.Mark);

    /// <summary>The exchange loses its memory of an order that is over.</summary>
    public void Purge(long id) => Orders.Remove(id);

    public ModelOrder? Cancel(long id) => Orders.GetValueOrDefault(id) is { IsOpen: true } ? End(id, OrderStatus.Canceled) : null;

    /// <summary>The whole account as it is now.</summary>
    public AccountSnapshot Read(DateTimeOffset startedAt, long readFrom, Func<Symbol, long> afterTrade) => new()
    {
        StartedAt = startedAt,
        ReadFrom = readFrom,
        WalletBalance = Wallet,
        Positions = [.. _positions.Values.Where(position => !position.IsFlat)],
        Leverage = ImmutableDictionary<Symbol, int>.Empty,
        LiquidationPrices = ImmutableDictionary<Symbol, decimal>.Empty,
        Mode = Mode,
        OpenOrders = [.. Open.Select(order => order.Report())],
        OpenAlgoOrders = [.. Waiting.Select(stop => stop.Report())],
        Fills = [.. _trades.Where(trade => trade.TradeId > afterTrade(trade.Symbol)).Select(trade => FillNews.FillOf(trade, ForeignOrders.IdOf(trade.OrderId)))],
    };

    private ModelOrder End(long id, OrderStatus status)
    {
        var order = Put(Orders[id] with { Status = status, UpdatedAt = now() });
        Tell(order, status.ToWord(), null);
        return order;
    }

    private ModelStop Put(ModelStop stop)
    {
        Stops[stop.AlgoId] = stop;
        Events.Add(new UserEvent.AlgoUpdated(stop.Report(), DateTimeOffset.FromUnixTimeMilliseconds(stop.UpdatedAt)));
        return stop;
    }

    private ModelOrder Put(ModelOrder order) => Orders[order.OrderId] = order;

    private void Tell(ModelOrder order, string type, TradeReport? trade) =>
        Events.Add(new UserEvent.OrderUpdated(order.Report(), type, trade, null, DateTimeOffset.FromUnixTimeMilliseconds(order.UpdatedAt)));

    private TradeReport Trade(ModelOrder order, decimal quantity, decimal realized)
    {
        var trade = new TradeReport
        {
            Symbol = order.Intent.Symbol,
            TradeId = _trades.Count + 1,
            OrderId = order.OrderId,
            ClientOrderId = order.Intent.ClientOrderId.Value,
            Side = order.Intent.Side,
            Price = PriceOf(order.Intent.Symbol),
            Quantity = quantity,
            Fee = 0,
            FeeAsset = "USDT",
            RealizedPnl = realized,
            Maker = false,
            Time = DateTimeOffset.FromUnixTimeMilliseconds(order.UpdatedAt),
        };
        _trades.Add(trade);
        return trade;
    }
}
