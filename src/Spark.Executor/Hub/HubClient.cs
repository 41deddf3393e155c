using System.Threading.Channels;

namespace Spark.Executor.Hub;

/// <summary>
/// One client's queues: it gets everything in order at its own pace. Of the market the oldest is dropped when it is slow; of the account nothing
/// is: a client with thousands waiting is disconnected, and reads the account afresh when it comes back.
/// </summary>
internal sealed partial class HubClient(Func<string, object, Task> send, Action abort, ILogger log)
{
    private const int MostMarket = 1_024;
    private const int MostAccount = 4_096;

    private readonly Channel<(string Name, object Body)> _market = Channel.CreateBounded<(string, object)>(
        new BoundedChannelOptions(MostMarket) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Channel<(string Name, object Body)> _account = Channel.CreateBounded<(string, object)>(
        new BoundedChannelOptions(MostAccount) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private volatile bool _hasLeft;

    /// <summary>Sends until the client leaves.</summary>
    public Task RunAsync() => Task.WhenAll(SendAsync(_account.Reader), SendAsync(_market.Reader));

    public void Tell(string name, object body)
    {
        if (!_account.Writer.TryWrite((name, body))) abort();
    }

    public void TellMarket(string name, object body) => _market.Writer.TryWrite((name, body));

    public void Leave()
    {
        _hasLeft = true;
        _account.Writer.TryComplete();
        _market.Writer.TryComplete();
    }

    private async Task SendAsync(ChannelReader<(string Name, object Body)> queue)
    {
        try
        {
            await foreach (var (name, body) in queue.ReadAllAsync())
            {
                if (_hasLeft) return;
                await send(name, body);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client has gone: what is still queued has no reader any more.
            abort();
        }
        catch (Exception e)
        {
            LogFailed(log, e);
            abort();
        }
    }

    [LoggerMessage(EventId = 2421, Level = LogLevel.Error, Message = "An event could not be sent to a client of the hub; it is disconnected and reads afresh when it returns")]
    private static partial void LogFailed(ILogger log, Exception e);
}
