using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Spark.Executor.Hub;

/// <summary>Hands events to every client of the hub, each through queues of its own: a slow one slows neither the account nor the others.</summary>
internal sealed class HubPublisher(IHubContext<ExecutorHub> hub, ILogger<HubPublisher> log)
{
    private readonly ConcurrentDictionary<string, HubClient> _clients = new(StringComparer.Ordinal);

    /// <summary>Nobody listens.</summary>
    public bool IsQuiet => _clients.IsEmpty;

    /// <summary>Publishes something of the account.</summary>
    public void Publish(string name, object body)
    {
        foreach (var (_, client) in _clients) client.Tell(name, body);
    }

    /// <summary>Publishes something of the market.</summary>
    public void PublishMarket(string name, object body)
    {
        foreach (var (_, client) in _clients) client.TellMarket(name, body);
    }

    /// <summary>A client listens from now on; <paramref name="abort"/> disconnects it.</summary>
    public void Join(string connectionId, Action abort)
    {
        var client = new HubClient((name, body) => hub.Clients.Client(connectionId).SendAsync(name, body), abort, log);
        _clients[connectionId] = client;
        _ = Task.Run(client.RunAsync);
    }

    public void Leave(string connectionId)
    {
        if (_clients.TryRemove(connectionId, out var client)) client.Leave();
    }
}
