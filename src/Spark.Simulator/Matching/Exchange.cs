using System.Collections.Frozen;
using System.Collections.Immutable;
using Spark.Domain.Orders;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Amending;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Matching;

/// <summary>
/// The exchange's core: books, accounts, orders, fills. Single-threaded; no I/O, no clock and no random source of its own,
/// so that the same calls at the same times give the same books, fills and events.
/// </summary>
public sealed class Exchange
{
    /// <summary>How often one order may be amended.</summary>
    public const int MostAmendments = 10_000;

    private readonly FrozenDictionary<string, Market> _bySymbol;
    private readonly List<Account> _accounts = [];
    private readonly List<Holding> _countdowns = [];
    private readonly MatchingEngine _engine;
    private readonly Liquidation _liquidation;
    private readonly Funding _funding;
    private long _lastIncomeId;
    private long _lastAmendmentId;
    private long _lastMarginChangeId;

    /// <param name="contracts">In the order of their <see cref="Contract.Index"/>.</param>
    /// <param name="fees">Rates of every account but the house's.</param>
    /// <param name="startedAt">ms UTC; ids of trades and book updates begin from it, so that a later start has later ids.</param>
    public Exchange(ImmutableArray<Contract> contracts, FeeSchedule fees, long startedAt)
    {
        Fees = fees;
        Now = startedAt;
        Markets = [.. contracts.Select(contract => new Market(contract, 1_000_000_000L * (contract.Index + 1), startedAt))];
        _bySymbol = Markets.ToFrozenDictionary(market => market.Contract.Name, StringComparer.Ordinal);
        foreach (var market in Markets) market.Book.LastUpdateId = startedAt * 1000;
        _engine = new MatchingEngine(this);
        Algos = new AlgoService(this);
        _liquidation = new Liquidation(this, _engine);
        _funding = new Funding(this);
        _lastIncomeId = _lastAmendmentId = _lastMarginChangeId = startedAt * 1000;
    }

    public FeeSchedule Fees { get; }

    /// <summary>Whether the engine's order of a triggered stop carries its client algo id; the exchange documents neither.</summary>
    public bool TriggeredOrdersKeepClientId { get; init; } = true;

    /// <summary>
    /// Whether a reduce-only order is refused with -4118 while resting ones take up the whole position, as was reported in 2026-08,
    /// instead of knocking out those that come after it.
    /// </summary>
    public bool RestingOrdersHoldThePosition { get; init; }

    internal AlgoService Algos { get; }

    public ImmutableArray<Market> Markets { get; }

    /// <summary>Every account, house included, by id.</summary>
    public IReadOnlyList<Account> Accounts => _accounts;

    /// <summary>ms UTC; never goes back.</summary>
    public long Now { get; private set; }

    /// <summary>Where events go.</summary>
    public IExchangeObserver Observer { get; set; } = SilentObserver.Instance;

    public Market? Find(string symbol) => _bySymbol.GetValueOrDefault(symbol);

    /// <summary>Moves time on; countdowns that run out cancel.</summary>
    public void AdvanceTo(long now)
    {
        Now = Math.Max(Now, now);
        for (var i = _countdowns.Count - 1; i >= 0; i--)
        {
            var holding = _countdowns[i];
            if (holding.CancelAllAt > Now) continue;
            _countdowns.RemoveAt(i);
            holding.CancelAllAt = 0;
            CancelAll(holding.Account, holding.Market);
        }
    }

    public Account Open(string name, decimal wallet, bool isHouse = false)
    {
        var account = new Account(_accounts.Count, name, wallet, isHouse, Markets) { UpdateTime = Now };
        _accounts.Add(account);
        return account;
    }

    /// <summary>Sets the prices that margin and filters go by.</summary>
    public static void SetPrices(Market market, decimal mark, decimal index, decimal fundingRate)
    {
        market.MarkPrice = mark;
        market.IndexPrice = index;
        market.FundingRate = fundingRate;
    }

    /// <summary>Every check of placing an order, and nothing else happens.</summary>
    public static Rejection? Test(in PlaceOrder order) => OrderAcceptance.Check(order);

    /// <summary>The order that a request would become, with id 0, known to nobody.</summary>
    public BookOrder Draft(in PlaceOrder order) => Accept(order, 0);

    /// <summary>Checks, accepts and matches an order. A refused one gets no id and makes no event.</summary>
    public Placement Place(in PlaceOrder order)
    {
        if (Check(order) is { } rejection) return rejection;
        var accepted = Accept(order, ++order.Market.LastOrderId);
        Run(accepted);
        Algos.Trigger(order.Market);
        return accepted;
    }

    /// <summary>Accepts a conditional order, which waits for its trigger.</summary>
    public AlgoPlacement Place(in PlaceAlgo order) => Algos.Place(order);

    /// <summary>Cancels a waiting conditional order; -2011 once it has triggered or is over.</summary>
    public AlgoPlacement Cancel(AlgoOrder order) => Algos.Cancel(order);

    /// <summary>Cancels every waiting conditional order of an account in one market.</summary>
    public void CancelAllAlgos(Account account, Market market) => Algos.CancelAll(account.In(market));

    /// <summary>
    /// Triggers the conditional orders that prices since the last call have met. Orders of clients do it by themselves; after
    /// moving prices or trading for the house, call it.
    /// </summary>
    public void TriggerStops(Market market) => Algos.Trigger(market);

    /// <summary>The engine's half of a triggered order.</summary>
    internal Placement PlaceTriggered(in PlaceOrder order, AlgoOrder algo)
    {
        if (Check(order) is { } rejection) return rejection;
        var accepted = Accept(order, ++order.Market.LastOrderId);
        accepted.Algo = algo;
        algo.ActualOrder = accepted;
        algo.Status = AlgoStatus.Triggered;
        Observer.AlgoChanged(algo);
        Run(accepted);
        return accepted;
    }

    /// <summary>An order of the house: on the grid already, unchecked, GTC or IOC.</summary>
    public BookOrder PlaceForHouse(Account house, Market market, Side side, long ticks, long lots, TimeInForce timeInForce)
    {
        var order = new BookOrder
        {
            Id = --market.LastHouseId,
            ClientOrderId = "",
            Account = house,
            Market = market,
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = timeInForce,
            Lots = lots,
            Ticks = ticks,
            ReduceOnly = false,
            SelfTrade = SelfTradeMode.ExpireMaker,
            Time = Now,
            UpdateTime = Now,
        };
        _engine.Execute(order);
        return order;
    }

    /// <summary>Cancels an open order; -2011 when it is already over.</summary>
    public Placement Cancel(BookOrder order)
    {
        if (!order.IsResting) return Rejection.UnknownOrder;
        _engine.Close(order, OrderStatus.Canceled, ExpiryReason.None);
        return order;
    }

    /// <summary>Cancels every open order of an account in one market, oldest first; returns how many.</summary>
    public int CancelAll(Account account, Market market)
    {
        BookOrder[] open = [.. account.In(market).OpenOrders.Values.OrderBy(order => order.Id)];
        foreach (var order in open) Cancel(order);
        return open.Length;
    }

    /// <summary>Sets an account's leverage in one market; the position must fit under it.</summary>
    public Rejection? SetLeverage(Holding holding, int leverage)
    {
        var contract = holding.Market.Contract;
        if (leverage < 1 || leverage > contract.Brackets[0].MaxLeverage) return Rejection.InvalidLeverage(leverage);
        if (leverage < holding.Leverage && holding.IsIsolated && !holding.Position.IsFlat) return Rejection.IsolatedLeverageHeld;
        if (holding.Position.NotionalAt(holding.Market.MarkPrice) > contract.MaxNotionalAt(leverage)) return Rejection.PositionTooLarge;
        var before = holding.Leverage;
        holding.Leverage = leverage;
        if (leverage < before && Margin.Free(holding.Account) < 0)
        {
            holding.Leverage = before;
            return Rejection.LeverageTooLow;
        }
        Observer.LeverageChanged(holding, Now);
        return null;
    }

    /// <summary>Gives one contract's position a wallet of its own, or takes that back; not with orders or a position there.</summary>
    public Rejection? SetIsolated(Holding holding, bool isIsolated)
    {
        if (holding.IsIsolated == isIsolated) return Rejection.NoNeedToChangeMarginType;
        if (holding.Account.IsMultiAssets) return Rejection.NoIsolatedInMultiAssets;
        if (holding.OpenOrders.Count > 0) return Rejection.OpenOrdersBlockMarginType;
        if (!holding.Position.IsFlat) return Rejection.PositionBlocksMarginType;
        holding.IsIsolated = isIsolated;
        Observer.MarginChanged(holding, null, Now);
        return null;
    }

    /// <summary>Moves USDT from the cross wallet into an isolated position (positive), or back out of it.</summary>
    public Rejection? MoveMargin(Holding holding, decimal amount)
    {
        if (holding.Position.IsFlat) return Rejection.NoPositionToMargin;
        if (!holding.IsIsolated) return Rejection.NotIsolated;
        if (amount > 0 && amount > Margin.Free(holding.Account)) return Rejection.CrossBalanceInsufficient;
        if (-amount > Margin.Removable(holding)) return Rejection.IsolatedBalanceInsufficient;
        holding.IsolatedWallet += amount;
        holding.UpdateTime = Now;
        var change = new MarginChange(holding.Market.Contract.Name, amount, Now, ++_lastMarginChangeId);
        holding.Account.MarginChanges.Add(change);
        Observer.MarginChanged(holding, change, Now);
        return null;
    }

    /// <summary>Sets, restarts or (with 0) stops the timer that cancels every open order of an account in one market; ms from now.</summary>
    public void Countdown(Holding holding, long milliseconds)
    {
        _countdowns.Remove(holding);
        holding.CancelAllAt = milliseconds == 0 ? 0 : Now + milliseconds;
        if (milliseconds > 0) _countdowns.Add(holding);
    }

    /// <summary>Changes a resting LIMIT order; it loses its place in the queue and its self-trade prevention.</summary>
    public Placement Amend(in AmendOrder amend)
    {
        var order = amend.Order;
        if (order.Type != OrderType.Limit) return Rejection.LimitOrderOnly;
        if (order.Amendments is { Count: >= MostAmendments }) return Rejection.TooManyAmendments;
        if (!order.IsResting || amend.Side != order.Side) return Rejection.NoSuchOrder;
        if (amend.Price == order.Price && amend.Quantity == order.Quantity) return Rejection.NothingToAmend;
        if (OrderAcceptance.CheckAmended(amend) is { } rejection) return rejection;
        var (lots, ticks) = (order.Market.Contract.ToLots(amend.Quantity), order.Market.Contract.ToTicks(amend.Price));
        if (lots <= order.FilledLots || (order.TimeInForce == TimeInForce.PostOnly && WouldTake(order, ticks))) return Cancel(order);
        Change(order, lots, ticks, amend);
        Algos.Trigger(order.Market);
        return order;
    }

    /// <summary>Pays funding of one market at a funding time; see <see cref="Funding.Pay"/>.</summary>
    public void PayFunding(Market market, decimal mark, decimal rate, long time) => _funding.Pay(market, mark, rate, time);

    /// <summary>Liquidates the accounts that no longer cover their maintenance margin.</summary>
    public void LiquidateDue()
    {
        for (var i = 0; i < _accounts.Count; i++) _liquidation.Check(_accounts[i]);
    }

    /// <summary>Moves money in (positive) or out of an account, USDT.</summary>
    public void Transfer(Account account, decimal amount) => Credit(account, IncomeType.Transfer, null, amount, Now);

    /// <summary>Switches hedge mode, in which this exchange takes no orders; not with orders or positions open.</summary>
    public Rejection? SetHedged(Account account, bool isHedged)
    {
        if (account.IsHedged == isHedged) return Rejection.NoNeedToChangePositionSide;
        if (account.Active.Any(holding => holding.OpenOrders.Count > 0)) return Rejection.OpenOrdersBlockModeChange;
        if (account.Active.Count > 0) return Rejection.PositionBlocksModeChange;
        account.IsHedged = isHedged;
        Observer.ModeChanged(account, isMultiAssetsChange: false);
        return null;
    }

    public Rejection? SetMultiAssets(Account account, bool isMultiAssets)
    {
        if (account.IsMultiAssets == isMultiAssets) return Rejection.NoNeedToChangeMultiAssets;
        if (account.IsolatedContracts > 0) return Rejection.IsolatedBlocksMultiAssets;
        if (account.Active.Any(holding => holding.OpenOrders.Count > 0)) return Rejection.OpenOrdersBlockMultiAssets;
        account.IsMultiAssets = isMultiAssets;
        Observer.ModeChanged(account, isMultiAssetsChange: true);
        return null;
    }

    /// <summary>Puts remembered modes back.</summary>
    public static void Restore(Account account, bool isHedged, bool isMultiAssets) =>
        (account.IsHedged, account.IsMultiAssets) = (isHedged, isMultiAssets);

    internal void Credit(Account account, IncomeType type, Market? market, decimal amount, long time)
    {
        account.Wallet += amount;
        account.UpdateTime = Now;
        if (account.IsHouse) return;
        var row = new IncomeRow(type, market?.Contract.Name ?? "", amount, time, ++_lastIncomeId);
        account.Incomes.Add(row);
        Observer.WalletChanged(account, row);
    }

    /// <summary>Closes a position for the exchange.</summary>
    internal void Liquidate(Holding holding, Side side, long ticks, long lots, string clientOrderId)
    {
        var order = new BookOrder
        {
            Id = ++holding.Market.LastOrderId,
            ClientOrderId = clientOrderId,
            Account = holding.Account,
            Market = holding.Market,
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.ImmediateOrCancel,
            Lots = lots,
            Ticks = ticks,
            ReduceOnly = false,
            SelfTrade = SelfTradeMode.None,
            IsLiquidation = true,
            Time = Now,
            UpdateTime = Now,
        };
        Run(order);
    }

    private Rejection? Check(in PlaceOrder order) => OrderAcceptance.Check(order)
        ?? (RestingOrdersHoldThePosition && order.ReduceOnly && ReduceOnly.IsTakenUp(order.Account.In(order.Market)) ? Rejection.ReduceOnlyHeld : null);

    private static bool WouldTake(BookOrder order, long ticks) =>
        order.Market.Book.Against(order.Side).Best is { } best && OrderBook.Crosses(order.Side, ticks, best.Ticks);

    private void Change(BookOrder order, long lots, long ticks, in AmendOrder amend)
    {
        var (price, quantity) = (order.Price, order.Quantity);
        MatchingEngine.Withdraw(order);
        (order.Lots, order.Ticks, order.UpdateTime, order.SelfTrade) = (lots, ticks, Now, SelfTradeMode.None);
        order.Amendments ??= [];
        order.Amendments.Add(new Amendment(++_lastAmendmentId, Now, price, amend.Price, quantity, amend.Quantity, order.Amendments.Count + 1));
        Observer.OrderChanged(order, ExecutionType.Amendment, null);
        _engine.Execute(order);
    }

    /// <summary>Puts a remembered order back, into the book when it was open. Call in order of time, before any matching.</summary>
    public void Restore(BookOrder order)
    {
        order.Account.Remember(order);
        order.Market.LastOrderId = Math.Max(order.Market.LastOrderId, order.Id);
        if (order.Status.IsFinal()) return;
        order.Account.In(order.Market).OpenOrders.Add(order.Id, order);
        order.Account.In(order.Market).NoteActivity();
        _engine.Rest(order);
    }

    /// <summary>Puts a remembered conditional order back, linked to the engine's order that it became.</summary>
    public void Restore(AlgoOrder order)
    {
        if (order.ActualOrder is { } actual) actual.Algo = order;
        Algos.Restore(order);
    }

    /// <summary>Puts a remembered trade back.</summary>
    public static void Restore(UserTrade trade)
    {
        var market = trade.Order.Market;
        trade.Order.Account.Trades.Add(trade);
        market.LastTradeId = Math.Max(market.LastTradeId, trade.Id);
    }

    /// <summary>Puts a remembered position and its settings back.</summary>
    public static void Restore(Holding holding, decimal quantity, decimal entryPrice, decimal realized, int leverage, long updateTime)
    {
        holding.Position = holding.Position with { Quantity = quantity, EntryPrice = entryPrice };
        holding.Realized = realized;
        holding.Leverage = leverage;
        holding.UpdateTime = updateTime;
        holding.NoteActivity();
    }

    /// <summary>Puts a remembered margin type and isolated wallet back.</summary>
    public static void Restore(Holding holding, bool isIsolated, decimal isolatedWallet) =>
        (holding.IsIsolated, holding.IsolatedWallet) = (isIsolated, isolatedWallet);

    private void Run(BookOrder accepted)
    {
        accepted.Account.Remember(accepted);
        var holding = accepted.Account.In(accepted.Market);
        holding.OpenOrders.Add(accepted.Id, accepted);
        holding.NoteActivity();
        Observer.OrderChanged(accepted, ExecutionType.New, null);
        _engine.Execute(accepted);
    }

    private BookOrder Accept(in PlaceOrder order, long id)
    {
        var market = order.Market;
        return new BookOrder
        {
            Id = id,
            ClientOrderId = order.ClientOrderId,
            Account = order.Account,
            Market = market,
            Side = order.Side,
            Type = order.Type,
            TimeInForce = order.TimeInForce,
            Lots = market.Contract.ToLots(order.Quantity),
            Ticks = order.Type == OrderType.Limit ? market.Contract.ToTicks(order.Price) : 0,
            ReduceOnly = order.ReduceOnly,
            SelfTrade = order.TimeInForce is TimeInForce.FillOrKill or TimeInForce.PostOnly ? SelfTradeMode.None : order.SelfTrade,
            Time = Now,
            UpdateTime = Now,
        };
    }
}
