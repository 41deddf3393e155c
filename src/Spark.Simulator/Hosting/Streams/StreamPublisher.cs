using System.Collections.Immutable;
using Spark.Simulator.Faults;
using Spark.Simulator.Hosting.Rest;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;

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
    private readonly List<StreamMessage> _waiting = [];
    private (StreamMessage Message, long Since)? _overtaken;
    private readonly ImmutableArray<PeriodicStream> _periodic;
    private readonly ImmutableArray<(string Trade, string BookTicker)> _names;

    public StreamPublisher(StreamHub hub, FaultPlan faults, ExchangeInstance instance)
    {
        (_hub, _faults, _instance) = (hub, faults, instance);
        _names = [.. instance.Exchange.Markets.Select(market => (Prefix(market) + "trade", Prefix(market) + "bookTicker"))];
        _periodic = [.. instance.Exchange.Markets.SelectMany(PeriodicOf)];
    }

    private long EventTime => _instance.Exchange.Now + _faults.ClockSkew;

    public void Filled(UserTrade trade)
    {
        if (Listening(trade.Order.Account) is { } key) ToUser(key, "TRADE_LITE", UserEventJson.TradeLite(trade, EventTime));
    }

    public void AccountChanged(Holding holding, long time)
    {
        if (Listening(holding.Account) is not { } key) return;
        var breakEven = AccountJson.BreakEven(holding, _instance.Exchange.Fees);
        ToUser(key, "ACCOUNT_UPDATE", UserEventJson.AccountUpdate(holding, breakEven, EventTime, time));
    }

    public void OrderChanged(BookOrder order, ExecutionType type, UserTrade? trade)
    {
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

    public void ListenKeyExpired(string key, long now) => ToUser(key, "listenKeyExpired", UserEventJson.ListenKeyExpired(key, now));

    public void Traded(in MarketTrade trade)
    {
        var name = _names[trade.Market.Contract.Index].Trade;
        if (!_hub.Subscribers(name).IsEmpty) _waiting.Add(new StreamMessage(name, "trade", MarketEventJson.Trade(trade, EventTime), droppable: false));
    }

    /// <summary>Sends what waits, then whatever is due by the clock.</summary>
    public void Publish()
    {
        if (_overtaken is { } held && _instance.Exchange.Now - held.Since >= LongestOvertaking) Release();
        foreach (var message in _waiting) Send(message);
        _waiting.Clear();
        foreach (var stream in _periodic)
        {
            if (_hub.Subscribers(stream.Name).IsEmpty || stream.Due(_instance.Exchange.Now, EventTime) is not { } frame) continue;
            Send(new StreamMessage(stream.Name, stream.EventType, frame, droppable: true));
        }
    }

    private string? Listening(Account account) =>
        _instance.ListenKeys.Active(account) is { } key && !_hub.Subscribers(key).IsEmpty ? key : null;

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

    private void Send(StreamMessage message)
    {
        foreach (var socket in _hub.Subscribers(message.Stream)) socket.Deliver(message);
    }

    private IEnumerable<PeriodicStream> PeriodicOf(Market market)
    {
        var prefix = Prefix(market);
        foreach (var depth in StreamName.Depths)
        {
            foreach (var (suffix, interval) in StreamName.Speeds)
            {
                yield return new PeriodicStream($"{prefix}depth{depth}{suffix}", "depthUpdate", interval, (stream, at) =>
                    stream.HasNews(market.Book, out var previous) ? MarketEventJson.PartialBook(market, depth, previous, at, _instance.Exchange.Now) : null);
            }
        }
        yield return new PeriodicStream(_names[market.Contract.Index].BookTicker, "bookTicker", 1, (stream, at) =>
            stream.HasNews(market.Book, out _) ? MarketEventJson.BookTicker(market, at, _instance.Exchange.Now) : null);
        yield return new PeriodicStream(prefix + "markPrice", "markPriceUpdate", 3000, (_, at) => MarketEventJson.MarkPrice(market, at));
        yield return new PeriodicStream(prefix + "markPrice@1s", "markPriceUpdate", 1000, (_, at) => MarketEventJson.MarkPrice(market, at));
        yield return new PeriodicStream(prefix + "ticker", "24hrTicker", 2000, (_, at) =>
            MarketEventJson.Ticker(market, _instance.Simulation.Candles[market.Contract.Index].Day(_instance.Exchange.Now), at));
    }

    private static string Prefix(Market market) => market.Contract.Name.ToLowerInvariant() + "@";
}
