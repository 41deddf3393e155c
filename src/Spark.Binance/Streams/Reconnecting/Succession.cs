using Microsoft.Extensions.Logging;
using Spark.Binance.Errors;

namespace Spark.Binance.Streams.Reconnecting;

/// <summary>
/// A session that outlives its connections: before the exchange cuts one at 24 h a second one is opened beside it. For a moment both carry the stream and
/// only the old one is listened to; then the old one is closed, and the new one goes on with whatever the old one has not delivered. Nothing is
/// missed, nothing comes twice, and the order stays.
/// </summary>
/// <param name="route">For the observer and the log.</param>
/// <param name="open">Opens one connection.</param>
/// <param name="deliver">Takes messages, one at a time.</param>
/// <param name="forgetsRepeats">Messages of both connections are the same byte by byte and told apart here; otherwise the listener does that by their ids.</param>
/// <param name="observer">Hears of replacements.</param>
/// <param name="supervision">At which age a connection is replaced.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For operators.</param>
internal sealed class Succession(
    StreamRoute route, OpenConnection open, StreamMessageHandler deliver, bool forgetsRepeats, IStreamObserver observer,
    StreamSupervision supervision, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(2);

    /// <summary>Runs until the connection that carries the stream ends; gives why.</summary>
    public async Task<string> RunAsync(Action connected, CancellationToken ct)
    {
        var intake = new Intake(deliver);
        var live = await open(intake.OnMessage, ct).ConfigureAwait(false);
        try
        {
            connected();
            intake.Open();
            var wait = supervision.Lifetime;
            while (true)
            {
                if (await EndsWithinAsync(live, wait, ct).ConfigureAwait(false)) return await live.Ended.ConfigureAwait(false);
                var heir = await HeirAsync(live, intake, ct).ConfigureAwait(false);
                wait = heir is null ? TryAgain : supervision.Lifetime;
                if (heir is { } next) (live, intake) = next;
            }
        }
        finally
        {
            await live.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> EndsWithinAsync(ILiveConnection live, TimeSpan wait, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var due = Task.Delay(wait, time, over.Token);
        var first = await Task.WhenAny(live.Ended, due).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        return first == live.Ended;
    }

    private async Task<(ILiveConnection, Intake)?> HeirAsync(ILiveConnection live, Intake intake, CancellationToken ct)
    {
        var told = forgetsRepeats ? intake.Remember() : null;
        var heirs = new Intake(deliver);
        if (await OpenedAsync(heirs, ct).ConfigureAwait(false) is not { } heir)
        {
            intake.Forget();
            return null;
        }
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            await Task.WhenAny(live.Ended, heir.Ended, Task.Delay(Overlap, time, over.Token)).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
        }
        if (ct.IsCancellationRequested || heir.Ended.IsCompleted)
        {
            await heir.DisposeAsync().ConfigureAwait(false);
            intake.Forget();
            ct.ThrowIfCancellationRequested();
            return null;
        }
        await live.DisposeAsync().ConfigureAwait(false);
        heirs.Open(told);
        logger.Replaced(route);
        observer.OnReplaced(route);
        return (heir, heirs);
    }

    private async Task<ILiveConnection?> OpenedAsync(Intake heirs, CancellationToken ct)
    {
        try
        {
            return await open(heirs.OnMessage, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // The old connection still stands: whatever went wrong here is tried again while there is time.
            logger.NotReplaced(route, Secrets.Scrub(e.Message));
            return null;
        }
    }
}
