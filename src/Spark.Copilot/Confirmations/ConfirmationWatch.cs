using Spark.Copilot.Feed;
using Spark.Telemetry;

namespace Spark.Copilot.Confirmations;

/// <summary>Keeps what waits for a person up to date while somebody looks.</summary>
internal sealed class ConfirmationWatch(Desk desk, ConfirmationDesk confirmations, TimeProvider time) : BegunService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    protected override async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                await desk.WatchedAsync(ct);
                await confirmations.LookAroundAsync(ct);
                await Task.Delay(Beat, time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping.
        }
    }
}
