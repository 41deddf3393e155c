using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Spark.Binance.Streams.Reconnecting;

namespace Spark.Binance.Streams.Market;

/// <summary>One market socket that receives, what was asked of it, and a watch over its silence.</summary>
/// <param name="route">For the log.</param>
/// <param name="connection">The socket.</param>
/// <param name="onAnswer">Takes answers to subscription messages, at once.</param>
/// <param name="onMessage">Takes everything else.</param>
/// <param name="onLull">Told when everything that has arrived was handed over.</param>
/// <param name="isMissingOut">Whether the exchange has news that should have come over this socket (null: it can't be told); asked when it is quiet.</param>
/// <param name="rests">Told when it is quiet because the exchange has nothing to say.</param>
/// <param name="left">Hears of its end.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For operators.</param>
internal sealed class LiveMarketConnection(
    StreamRoute route, IStreamConnection connection, StreamMessageHandler onAnswer, StreamMessageHandler onMessage, Action onLull,
    Func<LiveMarketConnection, CancellationToken, Task<bool?>> isMissingOut, Action rests, Action<LiveMarketConnection> left, TimeProvider time, ILogger logger)
    : ILiveConnection
{
    private const int SampleEvery = 10_000;
    private const int LongestSample = 300;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _over = new();
    private Task _receiving = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private long _lastFrameAt;
    private long _frames;

    public TimeSpan Age => connection.Age;

    public Task<string> Ended => _ended.Task;

    /// <summary>Streams that the exchange was asked for on this socket. Writers take turns.</summary>
    public ImmutableHashSet<string> Asked { get; set; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    public void Begin(CancellationToken ct)
    {
        _over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Volatile.Write(ref _lastFrameAt, time.GetTimestamp());
        _receiving = ReceiveAsync(_over.Token);
        _watching = WatchAsync(_over.Token);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken ct) => connection.SendAsync(utf8, ct);

    public async ValueTask DisposeAsync()
    {
        left(this);
        await _over.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync().ConfigureAwait(false);
        _over.Dispose();
    }

    private async Task ReceiveAsync(CancellationToken ct)
    {
        try
        {
            _ended.TrySetResult(await connection.ReceiveAsync(OnMessage, onLull, ct).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            _ended.TrySetResult(ReasonWords.Stopped);
        }
        catch (Exception e)
        {
            logger.Failed(route, e.GetType().Name, e);
            _ended.TrySetResult($"failed ({e.GetType().Name})");
        }
    }

    // Silence alone may be a quiet market. It is a fault when the exchange has news, and a moment later still none has come.
    private async Task WatchAsync(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Look, time, ct).ConfigureAwait(false);
            if (Silence < Quiet) continue;
            var isMissing = await IsMissingOutAsync(ct).ConfigureAwait(false);
            if (isMissing is false) rests();
            if (isMissing is not true) continue;
            await Task.Delay(Look, time, ct).ConfigureAwait(false);
            if (Silence >= Quiet) _ended.TrySetResult($"{ReasonWords.Silent} for {(long)Silence.TotalSeconds} s");
        }
    }

    // A question that fails leaves the socket as it is; it is asked again in a second.
    private async Task<bool?> IsMissingOutAsync(CancellationToken ct)
    {
        try
        {
            return await isMissingOut(this, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            logger.Failed(route, e.GetType().Name, e);
            return null;
        }
    }

    private TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _lastFrameAt));

    private void OnMessage(ReadOnlySpan<byte> utf8)
    {
        if (IsAnswer(utf8))
        {
            onAnswer(utf8);
            return;
        }
        Volatile.Write(ref _lastFrameAt, time.GetTimestamp());
        if (_frames++ % SampleEvery == 0) Sample(utf8);
        onMessage(utf8);
    }

    private void Sample(ReadOnlySpan<byte> utf8)
    {
        if (logger.IsEnabled(LogLevel.Information)) logger.MarketSample(route, _frames, System.Text.Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, LongestSample)]));
    }

    private static bool IsAnswer(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith("{\"result\""u8) || utf8.StartsWith("{\"error\""u8) || utf8.StartsWith("{\"id\""u8) || utf8.StartsWith("{\"code\""u8);
}
