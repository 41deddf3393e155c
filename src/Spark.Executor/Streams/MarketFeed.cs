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
internal sealed class MarketFeed(MarketBoard board, HubPublisher hub, ExecutorMetrics metrics, StreamStates states, ConnectionDrops drops, TimeProvider time)
    : IMarketSink, IStreamObserver
{
    private readonly Prometheus.Counter.Child _trades = metrics.Messages(StreamTypes.Market, "trade");
    private readonly Prometheus.Counter.Child _depths = metrics.Messages(StreamTypes.Market, "depth");
    private readonly Prometheus.Counter.Child _tickers = metrics.Messages(StreamTypes.Market, "ticker");
    private readonly Prometheus.Counter.Child _marks = metrics.Messages(StreamTypes.Market, "markPrice");
    private readonly Prometheus.Counter.Child _ignored = metrics.Messages(StreamTypes.Market, "other");
    private readonly Prometheus.Histogram.Child _lag = metrics.Lag(StreamTypes.Market);
    private volatile HashSet<Symbol> _published = [];

    /// <summary>Symbols whose market goes to the hub.</summary>
    public void Publish(IEnumerable<Symbol> symbols) => _published = [.. symbols];

    public void OnTrade(in TradeTick tick)
    {
        Count(_trades, tick.EventTime);
        board.SetLast(tick.Symbol, tick.Price);
        if (!_published.Contains(tick.Symbol)) return;
        hub.PublishMarket(HubEvents.Trade, new TradeEvent(tick.Symbol.Value, tick.Price, tick.Quantity, tick.BuyerIsMaker, tick.TradeId,
            DateTimeOffset.FromUnixTimeMilliseconds(tick.TradeTime)));
    }

    public void OnDepth(in DepthTick tick)
    {
        Count(_depths, tick.EventTime);
        board.SetBook(tick.Symbol, new TopOfBook(Levels.Of(tick.Bids), Levels.Of(tick.Asks)));
        if (!_published.Contains(tick.Symbol)) return;
        hub.PublishMarket(HubEvents.Depth, new DepthEvent(tick.Symbol.Value, Rows(tick.Bids), Rows(tick.Asks),
            DateTimeOffset.FromUnixTimeMilliseconds(tick.EventTime)));
    }

    public void OnTicker(in TickerTick tick)
    {
        Count(_tickers, tick.EventTime);
        board.SetTicker(tick.Symbol, new DayTicker(tick.LastPrice, tick.ChangePercent, tick.Volume));
        if (!_published.Contains(tick.Symbol) || board.Find(tick.Symbol) is not { MarkPrice: { } mark } quote) return;
        hub.PublishMarket(HubEvents.Ticker, new TickerView(tick.Symbol.Value, tick.LastPrice, mark,
            quote.Bids is [var bid, ..] ? bid.Price : null, quote.Asks is [var ask, ..] ? ask.Price : null, tick.ChangePercent, tick.Volume));
    }

    public void OnMarkPrice(in MarkPriceTick tick)
    {
        Count(_marks, tick.EventTime);
        board.SetMark(tick.Symbol, tick.MarkPrice);
    }

    public void OnIgnored(IgnoredMessage why) => _ignored.Inc();

    public void OnError(string why) => metrics.StreamErrors(StreamTypes.Market, "unreadable").Inc();

    public void OnConnected(StreamRoute route, bool isReconnect)
    {
        // Counted first: whoever sees the stream up finds it counted.
        metrics.Connects(StreamTypes.Market).Inc();
        if (isReconnect) metrics.Reconnects(StreamTypes.Market).Inc();
        states.Market.Connected(route, isReconnect, time.GetUtcNow());
        hub.Publish(HubEvents.Stream, new StreamEvent(StreamTypes.Market, states.Market.IsConnected, null, time.GetUtcNow()));
    }

    public void OnDisconnected(StreamRoute route, string reason)
    {
        if (states.Market.IsConnected) drops.Tell(StreamTypes.Market, states.Market.AgeAt(time.GetUtcNow()));
        states.Market.Disconnected(route);
        metrics.StreamErrors(StreamTypes.Market, "disconnected").Inc();
        hub.Publish(HubEvents.Stream, new StreamEvent(StreamTypes.Market, false, reason, time.GetUtcNow()));
    }

    public void OnConnectFailed(StreamRoute route, string reason) => metrics.StreamErrors(StreamTypes.Market, "connect").Inc();

    private void Count(Prometheus.Counter.Child messages, long eventTime)
    {
        var now = time.GetUtcNow();
        messages.Inc();
        states.Market.Received(now);
        _lag.Observe(Math.Max(0, now.ToUnixTimeMilliseconds() - eventTime));
    }

    private static decimal[][] Rows(ReadOnlySpan<BookLevel> levels)
    {
        var rows = new decimal[levels.Length][];
        for (var i = 0; i < levels.Length; i++) rows[i] = [levels[i].Price, levels[i].Quantity];
        return rows;
    }
}
