using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Spark.Binance.Errors;

namespace Spark.Binance.Streams.Reconnecting;

/// <summary>
/// Keeps one connection up: runs a session, and after it ends another one, later each time that it was short, never more than five in a minute. While the
/// exchange does not answer at all it is asked once a second (<paramref name="pulse"/>, when there is one), and an attempt follows its first answer. How
/// old a connection must have become for the next one to start afresh is asked of <paramref name="supervision"/> when it ends; never under a minute.
/// </summary>
internal sealed class ReconnectLoop(
    StreamRoute route, IStreamObserver observer, TimeProvider time, Random random, ILogger logger, StreamSupervision supervision, ExchangePulse? pulse = null)
{
    private static readonly TimeSpan LongestBlindWait = TimeSpan.FromSeconds(30);

    private readonly AttemptWindow _attempts = new(time);
    private bool _hasConnected;
    private bool _hasFailed;

    /// <summary>
    /// Runs until <paramref name="ct"/>. A session calls its first argument once it receives, and returns (or throws) when it is over.
    /// </summary>
    public async Task RunAsync(Func<Action, CancellationToken, Task<string>> session, CancellationToken ct)
    {
        var policy = ReconnectPolicy.Build(time, random, (end, delay) => logger.Down(route, end.Why, (long)delay.TotalMilliseconds));
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var end = await policy.ExecuteAsync(async token => await RunOnceAsync(session, token).ConfigureAwait(false), ct).ConfigureAwait(false);
                if (!end.IsStopped) logger.Down(route, end.Why, 0);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopped while it waited for its next turn.
        }
        logger.Stopped(route);
    }

    private async Task<SessionEnd> RunOnceAsync(Func<Action, CancellationToken, Task<string>> session, CancellationToken ct)
    {
        var blind = _hasFailed && pulse is not null && !await pulse.IsBackWithinAsync(LongestBlindWait, ct).ConfigureAwait(false);
        await _attempts.TakeAsync(ct).ConfigureAwait(false);
        long? connectedAt = null;
        var why = await WhyItEndedAsync(session, () => connectedAt = Announce(), ct).ConfigureAwait(false);
        if (connectedAt is not null) observer.OnDisconnected(route, why);
        else if (!ct.IsCancellationRequested) observer.OnConnectFailed(route, why);
        var wasStable = connectedAt is { } since && time.GetElapsedTime(since) >= ReconnectPolicy.StableAfter(supervision.StableAfter?.Invoke());
        _hasFailed = !wasStable;
        return new SessionEnd(why, wasStable, blind, ct.IsCancellationRequested);
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
            return ReasonWords.Stopped;
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
}
