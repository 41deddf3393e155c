using Spark.Binance.Results;
using Spark.Binance.Streams.Market;
using Spark.Domain.Markets;

namespace Spark.Executor.Streams;

/// <summary>
/// Which market streams are wanted: those that were asked to be published, and, quietly, book and mark price of every symbol with an
/// order or a position.
/// </summary>
internal sealed class MarketStreamsDesk(MarketStream stream, MarketFeed feed, StreamStates states) : IAsyncDisposable
{
    private const MarketStreams Quiet = MarketStreams.Depth | MarketStreams.MarkPrice;

    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly List<Symbol> _published = [];
    private readonly HashSet<Symbol> _watched = [];

    /// <summary>Publishes the market of more symbols; ends when the sockets are up and bring something. Gives all that are published.</summary>
    public async Task<(ExchangeResult<Done> Result, IReadOnlyList<Symbol> Published)> StartAsync(IReadOnlyList<Symbol> symbols, CancellationToken ct)
    {
        await _changing.WaitAsync(ct);
        try
        {
            states.Market.Want(() => stream.Sockets);
            var result = await stream.SubscribeAsync(symbols, ct);
            if (result is ExchangeResult<Done>.Ok)
            {
                // The exchange acknowledges whatever it is asked: only what comes proves the stream.
                await stream.WhenFlowingAsync(symbols, ct);
                _published.AddRange(symbols.Where(symbol => !_published.Contains(symbol)));
                Show();
            }
            return (result, [.. _published]);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Stops publishing; what orders and positions need stays.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        await _changing.WaitAsync(ct);
        try
        {
            var loud = _published.ToArray();
            _published.Clear();
            Show();
            await stream.UnsubscribeAsync([.. loud.Where(_watched.Contains)], ct, MarketStreams.All & ~Quiet);
            await stream.UnsubscribeAsync([.. loud.Where(symbol => !_watched.Contains(symbol))], ct);
            if (_watched.Count == 0) states.Market.Unwant();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Keeps book and mark price of exactly these symbols fresh, besides what is published.</summary>
    public async Task WatchAsync(IReadOnlySet<Symbol> symbols, CancellationToken ct)
    {
        if (_watched.SetEquals(symbols)) return;
        await _changing.WaitAsync(ct);
        try
        {
            var (more, less) = (symbols.Except(_watched).ToArray(), _watched.Except(symbols).ToArray());
            _watched.Clear();
            _watched.UnionWith(symbols);
            if (more.Length > 0)
            {
                states.Market.Want(() => stream.Sockets);
                await stream.SubscribeAsync(more, ct, Quiet);
            }
            if (less.Length > 0) await stream.UnsubscribeAsync([.. less.Where(symbol => !_published.Contains(symbol))], ct);
            if (_watched.Count == 0 && _published.Count == 0) states.Market.Unwant();
        }
        finally
        {
            _changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        _changing.Dispose();
    }

    private void Show()
    {
        feed.Publish(_published);
        states.Market.Publish([.. _published]);
    }
}
