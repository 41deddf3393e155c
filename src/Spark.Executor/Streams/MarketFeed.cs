using Spark.Binance.Clock;
using Spark.Binance.Streams;
using Spark.Binance.Streams.Market;
using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Executor.Automation;
using Spark.Executor.Hub;
using Spark.Executor.Market;
using Spark.Executor.Metrics;

namespace Spark.Executor.Streams;

/// <summary>Takes market messages from the sockets: onto the board, into the metrics and, for symbols that were asked for, to the hub.</summary>
internal sealed class MarketFeed(MarketBoard board, HubPublisher hub, ExecutorMetrics metrics, StreamStates states, ConnectionDrops drops, GuardrailSignals signals, ServerClock clock, TimeProvider time)
    : IMarketSink, IStreamObserver
{
    private readonly Prometheus.Counter.Child _trades = metrics.Messages(StreamTypes.Market, "trade");
    private readonly Prometheus.Counter.Child _depths = metrics.Messages(StreamTypes.Market, "depth");
    private readonly Prometheus.Counter.Child _tickers = metrics.Messages(StreamTypes.Market, "ticker");
    private readonly Prometheus.Counter.Child _marks = metrics.Messages(StreamTypes.Market, "markPrice");
    private readonly Prometheus.Counter.Child _candles = metrics.Messages(StreamTypes.Market, "kline");
    private readonly Prometheus.Counter.Child _ignored = metrics.Messages(StreamTypes.Market, "other");
    private readonly Prometheus.Histogram.Child _lag = metrics.Lag(StreamTypes.Market);
    private readonly LagSampler _sampler = new(signals, time);
    private volatile HashSet<Symbol> _published = [];

    /// <summary>Symbols whose market goes to the hub.</summary>
    public void Publish(IEnumerable<Symbol> symbols) => _published = [.. symbols];

    public void OnTrade(in TradeTick tick)
    {
        Count(_trades, tick.IsAggregate ? StreamRoute.Market : StreamRoute.Public, tick.EventTime);
        board.SetLast(tick.Symbol, tick.Price);
        if (hub.IsQuiet || !_published.Contains(tick.Symbol)) return;
        hub.PublishMarket(HubEvents.Trade, new TradeEvent(tick.Symbol.Value, tick.Price, tick.Quantity, tick.BuyerIsMaker, tick.TradeId,
            DateTimeOffset.FromUnixTimeMilliseconds(tick.TradeTime)));
    }

    public void OnDepth(in DepthTick tick)
    {
        Count(_depths, StreamRoute.Public, tick.EventTime);
        board.SetBook(tick.Symbol, new TopOfBook(Levels.Of(tick.Bids), Levels.Of(tick.Asks)));
        if (hub.IsQuiet || !_published.Contains(tick.Symbol)) return;
        hub.PublishMarket(HubEvents.Depth, new DepthEvent(tick.Symbol.Value, Rows(tick.Bids), Rows(tick.Asks),
            DateTimeOffset.FromUnixTimeMilliseconds(tick.EventTime)));
    }

    public void OnTicker(in TickerTick tick)
    {
        Count(_tickers, StreamRoute.Market, tick.EventTime);
        board.SetTicker(tick.Symbol, new DayTicker(tick.LastPrice, tick.ChangePercent, tick.Volume));
        if (hub.IsQuiet || !_published.Contains(tick.Symbol) || board.Find(tick.Symbol) is not { MarkPrice: { } mark } quote) return;
        hub.PublishMarket(HubEvents.Ticker, new TickerView(tick.Symbol.Value, tick.LastPrice, mark,
            quote.Bids is [var bid, ..] ? bid.Price : null, quote.Asks is [var ask, ..] ? ask.Price : null, tick.ChangePercent, tick.Volume));
    }

    public void OnMarkPrice(in MarkPriceTick tick)
    {
        Count(_marks, StreamRoute.Market, tick.EventTime);
        board.SetMark(tick.Symbol, tick.MarkPrice);
    }

    public void OnCandle(in CandleTick tick)
    {
        Count(_candles, StreamRoute.Market, tick.EventTime);
        board.SetCandle(tick.Symbol, new MinuteCandle(
            DateTimeOffset.FromUnixTimeMilliseconds(tick.OpenTime), tick.Open, tick.High, tick.Low, tick.Close, tick.Volume, tick.IsClosed));
    }

    public void OnIgnored(IgnoredMessage why) => _ignored.Inc();

    public void OnError(string why) => metrics.StreamErrors(StreamTypes.Market, "unreadable").Inc();

    public void OnConnected(StreamRoute route, bool isReconnect)
    {
        // Counted first: whoever sees the stream up finds it counted.
        metrics.Connects(StreamTypes.Market).Inc();
        if (isReconnect) metrics.Reconnects(StreamTypes.Market).Inc();
        states.Market.Connected(isReconnect, needsReconciling: false, time.GetUtcNow());
        hub.Publish(HubEvents.Stream, new StreamEvent(StreamTypes.Market, states.Market.IsConnected, null, time.GetUtcNow()));
    }

    public void OnDisconnected(StreamRoute route, string reason)
    {
        var isFault = reason != ReasonWords.Stopped;
        if (isFault && states.Market.IsConnected) drops.Tell(StreamTypes.Market, states.Market.AgeAt(time.GetUtcNow()));
        states.Market.Disconnected();
        if (isFault) metrics.StreamErrors(StreamTypes.Market, EndingKinds.Of(reason)).Inc();
        hub.Publish(HubEvents.Stream, new StreamEvent(StreamTypes.Market, false, reason, time.GetUtcNow()));
    }

    public void OnReplaced(StreamRoute route)
    {
        metrics.Connects(StreamTypes.Market).Inc();
        states.Market.Replaced(time.GetUtcNow());
    }

    public void OnRest(StreamRoute route) => states.Market.Rests(route, time.GetUtcNow());

    public void OnConnectFailed(StreamRoute route, string reason) => metrics.StreamErrors(StreamTypes.Market, "connect").Inc();

    private void Count(Prometheus.Counter.Child messages, StreamRoute route, long eventTime)
    {
        var now = time.GetUtcNow();
        messages.Inc();
        states.Market.Received(route, now);
        var lag = Math.Max(0, clock.Now - eventTime);
        _lag.Observe(lag);
        _sampler.Take(lag);
    }

    private static decimal[][] Rows(ReadOnlySpan<BookLevel> levels)
    {
        var rows = new decimal[levels.Length][];
        for (var i = 0; i < levels.Length; i++) rows[i] = [levels[i].Price, levels[i].Quantity];
        return rows;
    }
}
