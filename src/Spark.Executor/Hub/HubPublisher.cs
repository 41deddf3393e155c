using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Spark.Executor.Hosting;

namespace Spark.Executor.Hub;

/// <summary>
/// Sends events to the hub in order, from bounded queues: a slow client never slows the account. Market events may be dropped, the
/// oldest first; the others only when thousands wait.
/// </summary>
internal sealed partial class HubPublisher(IHubContext<ExecutorHub> hub, ILogger<HubPublisher> log) : BegunService
{
    private const int MostMarket = 1_024;

    private const int MostAccount = 16_384;

    private readonly Channel<(string Name, object Body)> _market = Bounded(MostMarket);
    private readonly Channel<(string Name, object Body)> _account = Bounded(MostAccount);

    /// <summary>Publishes something of the account.</summary>
    public void Publish(string name, object body) => _account.Writer.TryWrite((name, body));

    /// <summary>Publishes something of the market.</summary>
    public void PublishMarket(string name, object body) => _market.Writer.TryWrite((name, body));

    protected override Task RunAsync(CancellationToken ct) =>
        Task.WhenAll(SendAsync(_account.Reader, ct), SendAsync(_market.Reader, ct));

    private async Task SendAsync(ChannelReader<(string Name, object Body)> queue, CancellationToken ct)
    {
        try
        {
            await foreach (var (name, body) in queue.ReadAllAsync(ct))
            {
                try
                {
                    await hub.Clients.All.SendAsync(name, body, ct);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogLost(log, e, name);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: what is still queued has no reader any more.
        }
    }

    private static Channel<(string Name, object Body)> Bounded(int most) => Channel.CreateBounded<(string, object)>(
        new BoundedChannelOptions(most) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    [LoggerMessage(EventId = 2401, Level = LogLevel.Warning, Message = "An event '{Name}' could not be sent to the hub")]
    private static partial void LogLost(ILogger log, Exception e, string name);
}
