namespace Spark.Copilot.Hosting.Embedded;

/// <summary>The process belongs to the copilot: services in it hear of Ctrl-C from it alone, in the right order.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
