using Microsoft.Extensions.Logging;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Streams.Reconnecting;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>
/// Market data of 1 to 200 symbols: trades and books on sockets of the public route, tickers, mark prices and candles on sockets of the market route. A
/// socket opens with the first stream that needs it, closes with the last, and is kept up in between: a lost, silent or ageing one is replaced. Every
/// event comes once and in order; trades that an outage swallowed are fetched. A stream that was acknowledged and stays silent is asked for again, and trades that don't come as
/// <c>@trade</c> while the book moves are taken from <c>@aggTrade</c>.
/// </summary>
public sealed class MarketStream : IAsyncDisposable
{
    private readonly SymbolTable _symbols = new();
    private readonly MarketSequence _sequence;
    private readonly MarketRoute _public;
    private readonly MarketRoute _market;
    private readonly StreamWatch _watch;
    private readonly Task _watching;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private int _disposed;

    /// <param name="endpoints">Where the exchange is.</param>
    /// <param name="sink">Takes every event.</param>
    /// <param name="observer">Hears of each socket.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">For jitter.</param>
    /// <param name="logs">Lines go to the category <c>BinanceFuturesWS</c>.</param>
    /// <param name="rest">To see whether a quiet book moves, and whether the exchange answers. Null: a quiet book counts as a quiet market.</param>
    /// <param name="connect">How connections are opened; WebSockets when it is null.</param>
    /// <param name="supervision">When connections are replaced and how patiently; <see cref="StreamSupervision.Default"/> when it is null.</param>
    public MarketStream(
        BinanceEndpoints endpoints, IMarketSink sink, IStreamObserver observer, TimeProvider time, Random random, ILoggerFactory logs,
        BinanceRestClient? rest = null, StreamConnector? connect = null, StreamSupervision? supervision = null)
    {
        _time = time;
        _sequence = new MarketSequence(sink, time);
        var news = new MarketNews(rest, _sequence);
        var wire = new MarketWire
        {
            Streams = endpoints.Streams,
            Connect = connect ?? StreamSocket.Connector(time, pings: rest is null),
            Messages = new MarketMessageReader(_symbols, _sequence),
            Observer = new Reconnects(observer, _sequence),
            Supervision = supervision ?? StreamSupervision.Default,
            Time = time,
            Random = random,
            Logger = logs.CreateLogger(StreamLog.Category),
            Pulse = rest is null ? null : new ExchangePulse(rest, time),
            IsMissingOut = news.IsMissingOutAsync,
        };
        if (rest is not null)
        {
            var catchUp = new TradeCatchUp(rest, _sequence, time, wire.Logger);
            _sequence.FetchMissed(symbol => catchUp.Begin(symbol, _stop.Token));
        }
        _public = new MarketRoute(StreamRoute.Public, wire);
        _market = new MarketRoute(StreamRoute.Market, wire);
        _watch = new StreamWatch(_public, _market, _sequence, news, time, wire.Logger);
        _watching = Task.Run(() => _watch.RunAsync(_stop.Token), CancellationToken.None);
    }

    /// <summary>How many sockets the wanted streams need.</summary>
    public int Sockets => _public.Sockets + _market.Sockets;

    /// <summary>Age of a route's youngest connection; null when one is down, or when it is not needed.</summary>
    public TimeSpan? AgeOf(StreamRoute route) => route switch
    {
        StreamRoute.Public => _public.Age,
        StreamRoute.Market => _market.Age,
        _ => null,
    };

    /// <summary>
    /// Adds streams of <paramref name="symbols"/>, on the live sockets where there are any. Completes when every socket needed is up and asked;
    /// until then it waits, and cancelling <paramref name="ct"/> stops the waiting, not the wanting. An acknowledgement does not prove that data flows:
    /// see <see cref="WhenFlowingAsync"/>.
    /// </summary>
    public async Task<ExchangeResult<Done>> SubscribeAsync(
        IReadOnlyCollection<Symbol> symbols, CancellationToken ct, MarketStreams streams = MarketStreams.All)
    {
        if (symbols.Count == 0) return new ExchangeResult<Done>.Ok(default);
        _symbols.Add(symbols);
        _sequence.Add(symbols);
        _watch.Add(symbols, streams);
        var results = await Task.WhenAll(
            _public.AddAsync([.. StreamNames.Of(StreamRoute.Public, symbols, streams)], ct),
            _market.AddAsync([.. StreamNames.Of(StreamRoute.Market, symbols, streams)], ct)).ConfigureAwait(false);
        return results.FirstOrDefault(r => r is not ExchangeResult<Done>.Ok) ?? results[0];
    }

    /// <summary>Waits until a mark price of each symbol has come; those are sent every second, whatever the market does.</summary>
    public async Task WhenFlowingAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken ct)
    {
        while (symbols.Any(symbol => _sequence.Find(symbol) is not { MarkSeenAt: > 0 })) await Task.Delay(TimeSpan.FromMilliseconds(20), _time, ct).ConfigureAwait(false);
    }

    /// <summary>Drops streams of <paramref name="symbols"/>; what was never added is passed over.</summary>
    public Task UnsubscribeAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken ct, MarketStreams streams = MarketStreams.All)
    {
        var standIns = _watch.Remove(symbols, streams);
        return Task.WhenAll(
            _public.RemoveAsync([.. StreamNames.Of(StreamRoute.Public, symbols, streams)], ct),
            _market.RemoveAsync([.. StreamNames.Of(StreamRoute.Market, symbols, streams), .. standIns], ct));
    }

    /// <summary>May be called again: the second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _public.DisposeAsync().ConfigureAwait(false);
        await _market.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    // Trades come over the public route.
    private sealed class Reconnects(IStreamObserver observer, MarketSequence sequence) : IStreamObserver
    {
        public void OnConnected(StreamRoute route, bool isReconnect)
        {
            if (isReconnect && route == StreamRoute.Public) sequence.Reconnected();
            observer.OnConnected(route, isReconnect);
        }

        public void OnDisconnected(StreamRoute route, string reason) => observer.OnDisconnected(route, reason);

        public void OnConnectFailed(StreamRoute route, string reason) => observer.OnConnectFailed(route, reason);

        public void OnReplaced(StreamRoute route) => observer.OnReplaced(route);

        public void OnRest(StreamRoute route) => observer.OnRest(route);
    }
}
