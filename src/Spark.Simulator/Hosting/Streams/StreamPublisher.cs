using System.Collections.Immutable;
using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Simulator.Hosting.Rest;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>
/// Turns what the exchange does into frames. Events are written down as they happen and leave with <see cref="Publish"/>,
/// once what caused them is durable. Used from the mailbox only.
/// </summary>
internal sealed class StreamPublisher : IExchangeObserver
{
    /// <summary>An overtaken event with none behind it arrives after this, ms.</summary>
    private const long LongestOvertaking = 1_000;

    private readonly StreamHub _hub;
    private readonly FaultPlan _faults;
    private readonly ExchangeInstance _instance;
    private readonly StreamCatalogue _catalogue;
    private readonly List<StreamMessage> _waiting = [];
    private readonly ImmutableArray<(string Trade, string Aggregate, string Force, string BookTicker)> _names;
    private readonly Dictionary<string, PeriodicStream> _periodic = new(StringComparer.Ordinal);
    private object? _attendedTo;
    private (StreamMessage Message, long Since)? _overtaken;

    public StreamPublisher(StreamHub hub, FaultPlan faults, ExchangeInstance instance)
    {
        (_hub, _faults, _instance) = (hub, faults, instance);
        _catalogue = new StreamCatalogue(instance);
        _names = [.. instance.Exchange.Markets.Select(market => (Prefix(market) + "trade", Prefix(market) + "aggTrade", Prefix(market) + "forceOrder", Prefix(market) + "bookTicker"))];
    }

    private long EventTime => _instance.Exchange.Now + _faults.ClockSkew;

    /// <summary>
    /// Begins and ends periodic streams as they are asked for. Called before every change of the exchange, so that a diff
    /// stream never begins later than a snapshot that its reader takes afterwards.
    /// </summary>
    public void Attend()
    {
        var wanted = _hub.Wanted;
        if (ReferenceEquals(wanted, _attendedTo)) return;
        _attendedTo = wanted;
        IEnumerable<string> names = wanted.ContainsKey("!bookTicker") ? wanted.Keys.Concat(_names.Select(market => market.BookTicker)) : wanted.Keys;
        var needed = names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in _periodic.Keys.Where(name => !needed.Contains(name)).ToArray()) _periodic.Remove(name);
        foreach (var name in needed)
        {
            if (!_periodic.ContainsKey(name) && _catalogue.Find(name) is { } stream) _periodic.Add(name, stream);
        }
    }

    public void Filled(UserTrade trade)
    {
        if (Listening(trade.Order.Account) is { } key) ToUser(key, "TRADE_LITE", UserEventJson.TradeLite(trade, EventTime));
    }

    public void AccountChanged(Holding holding, long time)
    {
        if (Listening(holding.Account) is { } key) ToUser(key, "ACCOUNT_UPDATE", UserEventJson.AccountUpdate("ORDER", holding, BreakEven(holding), EventTime, time));
    }

    public void MarginChanged(Holding holding, MarginChange? transfer, long time)
    {
        if (Listening(holding.Account) is not { } key) return;
        var reason = transfer is null ? "MARGIN_TYPE_CHANGE" : "MARGIN_TRANSFER";
        ToUser(key, "ACCOUNT_UPDATE", UserEventJson.AccountUpdate(reason, holding, BreakEven(holding), EventTime, time));
    }

    public void MarginCalled(Account account, IReadOnlyList<Holding> positions)
    {
        if (Listening(account) is { } key) ToUser(key, "MARGIN_CALL", UserEventJson.MarginCall(account, positions, EventTime));
    }

    public void OrderChanged(BookOrder order, ExecutionType type, UserTrade? trade)
    {
        if (order.IsLiquidation && type == ExecutionType.Calculated && order.Status == OrderStatus.Filled) ToAll(order);
        if (Listening(order.Account) is { } key) ToUser(key, "ORDER_TRADE_UPDATE", UserEventJson.OrderUpdate(order, type, trade, EventTime));
    }

    public void AlgoChanged(AlgoOrder order)
    {
        if (Listening(order.Account) is { } key) ToUser(key, "ALGO_UPDATE", AlgoEventJson.Update(order, EventTime));
    }

    public void LeverageChanged(Holding holding, long time)
    {
        if (Listening(holding.Account) is { } key) ToUser(key, "ACCOUNT_CONFIG_UPDATE", UserEventJson.LeverageUpdate(holding, EventTime, time));
    }

    public void WalletChanged(Account account, IncomeRow row)
    {
        if (Listening(account) is not { } key) return;
        var isolated = row.Type == IncomeType.FundingFee && account.In(_instance.Exchange.Find(row.Symbol)!) is { IsIsolated: true } paid ? paid : null;
        ToUser(key, "ACCOUNT_UPDATE", UserEventJson.WalletUpdate(account, row, isolated is null ? null : (isolated, BreakEven(isolated)), EventTime, _instance.Exchange.Now));
    }

    public void ModeChanged(Account account, bool isMultiAssetsChange)
    {
        if (isMultiAssetsChange && Listening(account) is { } key) ToUser(key, "ACCOUNT_CONFIG_UPDATE", UserEventJson.ModeUpdate(account, EventTime, _instance.Exchange.Now));
    }

    public void ListenKeyExpired(string key, long now) => ToUser(key, "listenKeyExpired", UserEventJson.ListenKeyExpired(key, now));

    public void Traded(in MarketTrade trade)
    {
        var names = _names[trade.Market.Contract.Index];
        if (IsWanted(names.Trade)) _waiting.Add(new StreamMessage(names.Trade, "trade", MarketEventJson.Trade(trade, EventTime), droppable: false));
        if (_instance.Tapes[trade.Market.Contract.Index].Add(trade) is { } ended) ToAll(trade.Market, ended);
    }

    /// <summary>Sends what waits, then whatever is due by the clock.</summary>
    public void Publish()
    {
        var now = _instance.Exchange.Now;
        foreach (var market in _instance.Exchange.Markets)
        {
            if (_instance.Tapes[market.Contract.Index].EndBefore(now) is { } ended) ToAll(market, ended);
        }
        if (_overtaken is { } held && now - held.Since >= LongestOvertaking) Release();
        foreach (var message in _waiting) Send(message);
        _waiting.Clear();
        if (_periodic.Count > 0) PublishPeriodic(now);
    }

    private void PublishPeriodic(long now)
    {
        foreach (var stream in _periodic.Values)
        {
            if (stream.Due(now, EventTime) is not { } frame) continue;
            if (stream.EventType == StreamCatalogue.BookChangesEvent && _faults.Take(FaultKind.DepthGap, stream.Name) is not null) continue;
            Send(new StreamMessage(stream.Name, stream.EventType, frame, stream.Droppable));
            if (stream.EventType == "bookTicker" && IsWanted("!bookTicker")) Send(new StreamMessage("!bookTicker", "bookTicker", frame, droppable: false));
        }
    }

    private decimal BreakEven(Holding holding) => AccountJson.BreakEven(holding, _instance.Exchange.Fees);

    private bool IsWanted(string name) => !_hub.Subscribers(name).IsEmpty;

    private string? Listening(Account account) =>
        _instance.ListenKeys.Active(account) is { } key && IsWanted(key) ? key : null;

    private void ToUser(string key, string eventType, byte[] frame)
    {
        if (_faults.Take(FaultKind.SilenceUserStream) is not null) return;
        var message = new StreamMessage(key, eventType, frame, droppable: false);
        if (_overtaken is null && _faults.Take(FaultKind.ReorderUserEvents) is not null)
        {
            _overtaken = (message, _instance.Exchange.Now);
            return;
        }
        _waiting.Add(message);
        if (_faults.Take(FaultKind.DuplicateUserEvents) is not null) _waiting.Add(message);
        Release();
    }

    private void Release()
    {
        if (_overtaken is not { } held) return;
        _waiting.Add(held.Message);
        _overtaken = null;
    }

    private void ToAll(Market market, AggregateTrade ended)
    {
        var name = _names[market.Contract.Index].Aggregate;
        if (IsWanted(name)) _waiting.Add(new StreamMessage(name, "aggTrade", MarketEventJson.Aggregate(market, ended, EventTime), droppable: false));
    }

    private void ToAll(BookOrder liquidation)
    {
        foreach (var name in (string[])[_names[liquidation.Market.Contract.Index].Force, "!forceOrder@arr"])
        {
            if (IsWanted(name)) _waiting.Add(new StreamMessage(name, "forceOrder", MarketEventJson.ForceOrder(liquidation, EventTime), droppable: false));
        }
    }

    private void Send(StreamMessage message)
    {
        foreach (var socket in _hub.Subscribers(message.Stream)) socket.Deliver(message);
    }

    private static string Prefix(Market market) => market.Contract.Name.ToLowerInvariant() + "@";
}
