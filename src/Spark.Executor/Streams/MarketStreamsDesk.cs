using Spark.Binance.Results;
using Spark.Binance.Streams.Market;
using Spark.Domain.Markets;

namespace Spark.Executor.Streams;

/// <summary>
/// Which market streams are wanted: those that were asked to be published, and, quietly, book and mark price of every symbol with an
/// order or a position. What is wanted is noted at once and in turn; only who asked waits for the exchange.
/// </summary>
internal sealed partial class MarketStreamsDesk(MarketStream stream, MarketFeed feed, StreamStates states, ILogger<MarketStreamsDesk> log) : IAsyncDisposable
{
    private const MarketStreams Quiet = MarketStreams.Depth | MarketStreams.MarkPrice;

    private readonly Lock _changing = new();
    private readonly List<Symbol> _asked = [];
    private readonly List<Symbol> _published = [];
    private readonly HashSet<Symbol> _watched = [];

    /// <summary>Publishes the market of more symbols; ends when the sockets are up and bring something. Gives all that are published.</summary>
    public async Task<(ExchangeResult<Done> Result, IReadOnlyList<Symbol> Published)> StartAsync(IReadOnlyList<Symbol> symbols, CancellationToken ct)
    {
        Task<ExchangeResult<Done>> subscribing;
        lock (_changing)
        {
            _asked.AddRange(symbols.Except(_asked));
            states.Market.Want(() => stream.Sockets);
            subscribing = stream.SubscribeAsync(symbols, ct);
        }
        var result = await subscribing;
        // The exchange acknowledges whatever it is asked: only what comes proves the stream.
        if (result is ExchangeResult<Done>.Ok) await stream.WhenFlowingAsync(symbols, ct);
        lock (_changing)
        {
            if (result is ExchangeResult<Done>.Ok) Publish(symbols);
            else _asked.RemoveAll(symbol => symbols.Contains(symbol) && !_published.Contains(symbol));
            return (result, [.. _published]);
        }
    }

    /// <summary>Stops publishing; what orders and positions need stays.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        Task stopping;
        lock (_changing)
        {
            var loud = _asked.ToArray();
            _asked.Clear();
            _published.Clear();
            Show();
            stopping = Task.WhenAll(
                stream.UnsubscribeAsync([.. loud.Where(_watched.Contains)], ct, MarketStreams.All & ~Quiet),
                stream.UnsubscribeAsync([.. loud.Where(symbol => !_watched.Contains(symbol))], ct));
            if (_watched.Count == 0) states.Market.Unwant();
        }
        await stopping;
    }

    /// <summary>Keeps book and mark price of exactly these symbols fresh, besides what is published. Ends when the exchange has been asked.</summary>
    public async Task WatchAsync(IReadOnlySet<Symbol> symbols, CancellationToken ct)
    {
        Symbol[] more;
        Task<ExchangeResult<Done>> subscribing;
        Task unsubscribing;
        lock (_changing)
        {
            if (_watched.SetEquals(symbols)) return;
            more = [.. symbols.Except(_watched)];
            var less = _watched.Except(symbols).Where(symbol => !_asked.Contains(symbol)).ToArray();
            _watched.Clear();
            _watched.UnionWith(symbols);
            if (more.Length > 0) states.Market.Want(() => stream.Sockets);
            else if (_watched.Count == 0 && _asked.Count == 0) states.Market.Unwant();
            subscribing = stream.SubscribeAsync(more, ct, Quiet);
            unsubscribing = stream.UnsubscribeAsync(less, ct);
        }
        await unsubscribing;
        if (await subscribing is ExchangeResult<Done>.Ok) return;
        LogNotWatched(log, string.Join(", ", more));
        // Forgotten, so that the next look asks again.
        lock (_changing) _watched.ExceptWith(more);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    // Who stopped them meanwhile had the last word.
    private void Publish(IEnumerable<Symbol> symbols)
    {
        _published.AddRange(symbols.Where(symbol => _asked.Contains(symbol) && !_published.Contains(symbol)));
        Show();
    }

    private void Show()
    {
        feed.Publish(_published);
        states.Market.Publish([.. _published]);
    }

    [LoggerMessage(EventId = 2411, Level = LogLevel.Warning, Message = "The exchange refused the market streams of {Symbols}; they are asked for again")]
    private static partial void LogNotWatched(ILogger log, string symbols);
}
