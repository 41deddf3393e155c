using Microsoft.Extensions.Logging;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Streams.Reconnecting;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market.Book;

/// <summary>
/// Keeps a symbol's whole book: differences from the public route (<c>@depth@100ms</c>), a snapshot over REST at the start and after every gap. While
/// the book is not proved there is none.
/// </summary>
public sealed class BookStream : IAsyncDisposable
{
    private const int SnapshotLevels = 1000;

    private readonly Symbol _symbol;
    private readonly BinanceRestClient _rest;
    private readonly BinanceEndpoints _endpoints;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ReconnectLoop _loop;
    private readonly DepthDiffReader _reader;
    private readonly LocalBook _book;
    private readonly DepthDiff _diff = new();
    private readonly Lock _using = new();
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;
    private volatile TaskCompletionSource _live = NewLive();
    private int _disposed;

    /// <summary>Begins at once, and goes on until it is disposed.</summary>
    public BookStream(
        Symbol symbol, BinanceRestClient rest, BinanceEndpoints endpoints, IStreamObserver observer, TimeProvider time, Random random, ILoggerFactory logs)
    {
        _symbol = symbol;
        _rest = rest;
        _endpoints = endpoints;
        _time = time;
        _logger = logs.CreateLogger(StreamLog.Category);
        _loop = new ReconnectLoop(StreamRoute.Public, observer, time, random, _logger, StreamSupervision.Default);
        _book = new LocalBook(symbol);
        var symbols = new SymbolTable();
        symbols.Add([symbol]);
        _reader = new DepthDiffReader(symbols);
        _run = Task.Run(() => _loop.RunAsync(SessionAsync, _stop.Token), CancellationToken.None);
    }

    /// <summary>The best levels of both sides, best first; null while the book is not proved.</summary>
    public OrderBook? Read(int levels)
    {
        lock (_using) return _book.IsLive ? _book.Snapshot(levels, ExchangeTime.Instant(_diff.EventTime)) : null;
    }

    /// <summary>Completes when the book is proved.</summary>
    public Task WhenLiveAsync(CancellationToken ct) => _live.Task.WaitAsync(ct);

    /// <summary>May be called again: the second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _stop.Dispose();
        _wanted.Dispose();
    }

    private async Task<string> SessionAsync(Action connected, CancellationToken ct)
    {
        lock (_using) Void();
        var socket = await StreamSocket.ConnectAsync(Address, _time, pings: true, ct).ConfigureAwait(false);
        await using (socket.ConfigureAwait(false))
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var receiving = socket.ReceiveAsync(OnMessage, onLull: null, over.Token);
            var loading = LoadAsync(over.Token);
            connected();
            Want();
            try
            {
                return await receiving.ConfigureAwait(false);
            }
            finally
            {
                lock (_using) Void();
                await over.CancelAsync().ConfigureAwait(false);
                await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void OnMessage(ReadOnlySpan<byte> utf8)
    {
        lock (_using)
        {
            if (_reader.Read(utf8, _diff) is { } why)
            {
                _logger.BookMessageUnreadable(_symbol.Value, why);
                return;
            }
            if (_book.Apply(_diff) != BookStep.Gap) return;
            _logger.BookGap(_symbol.Value);
            RenewLive();
            Want();
        }
    }

    // A snapshot that is older than what waits is taken again, a moment later.
    private async Task LoadAsync(CancellationToken ct)
    {
        while (true)
        {
            await _wanted.WaitAsync(ct).ConfigureAwait(false);
            for (var failures = 0; !await IsLoadedAsync(ct).ConfigureAwait(false); failures++)
            {
                await Task.Delay(Backoff.After(failures, 0.5) / 4, _time, ct).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> IsLoadedAsync(CancellationToken ct)
    {
        if (await _rest.DepthAsync(_symbol, SnapshotLevels, ct).ConfigureAwait(false) is not ExchangeResult<OrderBook>.Ok(var snapshot)) return false;
        lock (_using)
        {
            if (!_book.IsLive && !_book.Load(snapshot)) return false;
            _live.TrySetResult();
            return true;
        }
    }

    private void Want()
    {
        lock (_using)
        {
            if (_wanted.CurrentCount == 0) _wanted.Release();
        }
    }

    private void Void()
    {
        _book.Reset();
        RenewLive();
    }

    private void RenewLive()
    {
        if (_live.Task.IsCompleted) _live = NewLive();
    }

    private Uri Address => new($"{_endpoints.Streams.AbsoluteUri.TrimEnd('/')}/public/stream?streams={StreamNames.InAddress(_symbol.Value.ToLowerInvariant() + "@depth@100ms")}");

    private static TaskCompletionSource NewLive() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
