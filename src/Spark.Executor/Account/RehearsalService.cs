using Spark.Telemetry;

namespace Spark.Executor.Account;

/// <summary>
/// Rehearses an order's way soon after the start, so that the first real order is decided on as quickly as the thousandth. In rounds: the
/// runtime compiles anew, beside them, what was called often enough.
/// </summary>
internal sealed partial class RehearsalService(TimeProvider time, ILogger<RehearsalService> log) : BegunService
{
    private const int Rounds = 4, OrdersInRound = 40;

    // The start itself comes first.
    private static readonly TimeSpan After = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    protected override async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await Task.Delay(After, time, ct);
            var rehearsal = new Rehearsal();
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < OrdersInRound; i++)
                {
                    rehearsal.PlaceOne();
                    await Task.Yield();
                }
                await Task.Delay(Pause, time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping.
        }
        catch (Exception e)
        {
            LogFailed(log, e);
        }
    }

    [LoggerMessage(EventId = 2340, Level = LogLevel.Warning, Message = "The rehearsal of an order failed; real orders don't depend on it")]
    private static partial void LogFailed(ILogger log, Exception e);
}
