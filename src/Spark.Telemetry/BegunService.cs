using Microsoft.Extensions.Hosting;

namespace Spark.Telemetry;

/// <summary>
/// Work beside the host whose start has begun when it is told: a host that fails to start right after would else cancel it unbegun, and
/// call that a failure of its own.
/// </summary>
public abstract class BegunService : BackgroundService
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await _begun.Task.WaitAsync(cancellationToken);
    }

    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _begun.TrySetResult();
        return RunAsync(stoppingToken);
    }

    /// <summary>Runs until <paramref name="ct"/>, and returns then.</summary>
    protected abstract Task RunAsync(CancellationToken ct);
}
