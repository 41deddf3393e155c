using System.Threading.Channels;
using Spark.Telemetry;

namespace Spark.Copilot.Feed;

/// <summary>Keeps the desk fresh while somebody looks: on a beat, and soon after an event said that something changed.</summary>
internal sealed partial class DeskWatch(Desk desk, DeskReader reader, TimeProvider time, ILogger<DeskWatch> log) : BegunService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(120);

    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something changed: read soon.</summary>
    public void Ask() => _asked.Writer.TryWrite(true);

    protected override async Task RunAsync(CancellationToken ct)
    {
        desk.Wanted += Ask;
        try
        {
            while (!ct.IsCancellationRequested)
            {
                if (desk.IsWatched) await RefreshAsync(ct);
                await WaitAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            desk.Wanted -= Ask;
        }
    }

    // A burst of events makes one read: the breath lets the others arrive.
    private async Task WaitAsync(CancellationToken ct)
    {
        using var beat = new CancellationTokenSource(Beat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, beat.Token);
        try
        {
            await _asked.Reader.ReadAsync(either.Token);
            await Task.Delay(Breath, time, ct);
            _asked.Reader.TryRead(out _);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The beat.
        }
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            await reader.RefreshAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(log, e);
        }
    }

    [LoggerMessage(EventId = 3301, Level = LogLevel.Error, Message = "The desk could not be read")]
    private static partial void LogFailed(ILogger log, Exception e);
}
