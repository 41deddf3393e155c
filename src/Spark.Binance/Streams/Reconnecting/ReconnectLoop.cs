using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Spark.Binance.Errors;

namespace Spark.Binance.Streams.Reconnecting;

/// <summary>Keeps one connection up: runs a session, and after it ends another one, later each time that it was short.</summary>
internal sealed class ReconnectLoop(StreamRoute route, IStreamObserver observer, TimeProvider time, Random random, ILogger logger)
{
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    private bool _hasConnected;

    /// <summary>
    /// Runs until <paramref name="ct"/>. A session calls its first argument once it receives, and returns (or throws) when it is over.
    /// </summary>
    public async Task RunAsync(Func<Action, CancellationToken, Task<string>> session, CancellationToken ct)
    {
        for (var failures = 0; !ct.IsCancellationRequested; failures++)
        {
            if (await RunOnceAsync(session, ct).ConfigureAwait(false) is not { } reason) break;
            if (reason.WasSteady) failures = 0;
            var delay = Backoff.After(failures, Next());
            logger.Down(route, reason.Why, (long)delay.TotalMilliseconds);
            await Task.Delay(delay, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        logger.Stopped(route);
    }

    private async Task<Ending?> RunOnceAsync(Func<Action, CancellationToken, Task<string>> session, CancellationToken ct)
    {
        long? connectedAt = null;
        var why = await WhyItEndedAsync(session, () => connectedAt = Announce(), ct).ConfigureAwait(false);
        if (connectedAt is not null) observer.OnDisconnected(route, why);
        else if (!ct.IsCancellationRequested) observer.OnConnectFailed(route, why);
        return ct.IsCancellationRequested ? null : new Ending(why, connectedAt is { } since && time.GetElapsedTime(since) >= Steady);
    }

    private long Announce()
    {
        logger.Connected(route, _hasConnected);
        observer.OnConnected(route, _hasConnected);
        _hasConnected = true;
        return time.GetTimestamp();
    }

    private async Task<string> WhyItEndedAsync(Func<Action, CancellationToken, Task<string>> session, Action connected, CancellationToken ct)
    {
        try
        {
            return await session(connected, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return "stopped";
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or TimeoutException or OperationCanceledException)
        {
            return Secrets.Scrub(e.Message);
        }
        catch (Exception e)
        {
            logger.Failed(route, e.GetType().Name, e);
            return $"failed ({e.GetType().Name})";
        }
    }

    private double Next()
    {
        lock (random) return random.NextDouble();
    }

    private sealed record Ending(string Why, bool WasSteady);
}
