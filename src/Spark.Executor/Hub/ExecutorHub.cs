namespace Spark.Executor.Hub;

/// <summary>Events of the account, the streams and the market, as they happen. Clients only listen.</summary>
internal sealed class ExecutorHub(HubPublisher publisher) : Microsoft.AspNetCore.SignalR.Hub
{
    public override Task OnConnectedAsync()
    {
        publisher.Join(Context.ConnectionId, Context.Abort);
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        publisher.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
