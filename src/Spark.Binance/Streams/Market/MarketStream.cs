using Microsoft.Extensions.Logging;
using Spark.Binance.Results;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>
/// Market data over two sockets: trades and books on the public route, tickers and mark prices on the market route. A socket opens with the first
/// symbol that needs it, closes with the last, and is kept up in between.
/// </summary>
public sealed class MarketStream : IAsyncDisposable
{
    private readonly SymbolTable _symbols = new();
    private readonly MarketConnection _public;
    private readonly MarketConnection _market;
    private int _disposed;

    public MarketStream(
        BinanceEndpoints endpoints, IMarketSink sink, IStreamObserver observer, TimeProvider time, Random random, ILoggerFactory logs)
    {
        var logger = logs.CreateLogger(StreamLog.Category);
        var messages = new MarketMessageReader(_symbols, sink);
        _public = new MarketConnection(StreamRoute.Public, endpoints.Streams, messages, observer, time, random, logger);
        _market = new MarketConnection(StreamRoute.Market, endpoints.Streams, messages, observer, time, random, logger);
    }

    /// <summary>Age of a route's standing connection; null when it is down or not needed.</summary>
    public TimeSpan? AgeOf(StreamRoute route) => route switch
    {
        StreamRoute.Public => _public.Age,
        StreamRoute.Market => _market.Age,
        _ => null,
    };

    /// <summary>
    /// Adds streams of <paramref name="symbols"/>, on the live sockets where there are any. Completes when every socket needed is up and asked;
    /// until then it waits, and cancelling <paramref name="ct"/> stops the waiting, not the wanting. An acknowledgement does not prove that data flows.
    /// </summary>
    public async Task<ExchangeResult<Done>> SubscribeAsync(
        IReadOnlyCollection<Symbol> symbols, CancellationToken ct, MarketStreams streams = MarketStreams.All)
    {
        _symbols.Add(symbols);
        var results = await Task.WhenAll(
            _public.AddAsync([.. StreamNames.Of(StreamRoute.Public, symbols, streams)], ct),
            _market.AddAsync([.. StreamNames.Of(StreamRoute.Market, symbols, streams)], ct)).ConfigureAwait(false);
        return results.FirstOrDefault(r => r is not ExchangeResult<Done>.Ok) ?? results[0];
    }

    /// <summary>Drops streams of <paramref name="symbols"/>; what was never added is passed over.</summary>
    public Task UnsubscribeAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken ct, MarketStreams streams = MarketStreams.All) => Task.WhenAll(
        _public.RemoveAsync([.. StreamNames.Of(StreamRoute.Public, symbols, streams)], ct),
        _market.RemoveAsync([.. StreamNames.Of(StreamRoute.Market, symbols, streams)], ct));

    /// <summary>May be called again: the second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await _public.DisposeAsync().ConfigureAwait(false);
        await _market.DisposeAsync().ConfigureAwait(false);
    }
}
