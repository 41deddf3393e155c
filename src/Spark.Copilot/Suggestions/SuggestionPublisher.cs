using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Spark.Contracts;
using Spark.Telemetry;

namespace Spark.Copilot.Suggestions;

/// <summary>Sends to the hub what the desk tells, in order, from a bounded queue: a slow client never slows the desk.</summary>
internal sealed partial class SuggestionPublisher(SuggestionDesk desk, IHubContext<CopilotHub> hub, ILogger<SuggestionPublisher> log) : BegunService
{
    private readonly Channel<Func<CancellationToken, Task>> _queue =
        Channel.CreateBounded<Func<CancellationToken, Task>>(new BoundedChannelOptions(1_024) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        desk.Raised += OnRaised;
        desk.Cleared += OnCleared;
        desk.Alerted += OnAlerted;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        desk.Raised -= OnRaised;
        desk.Cleared -= OnCleared;
        desk.Alerted -= OnAlerted;
        _queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var send in _queue.Reader.ReadAllAsync(ct)) await TryAsync(send, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> send, CancellationToken ct)
    {
        try
        {
            await send(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogLost(log, e);
        }
    }

    private void OnRaised(Suggestion suggestion)
    {
        foreach (var language in SuggestionLanguage.All)
        {
            _queue.Writer.TryWrite(ct => hub.Clients.Group(language).SendAsync(CopilotHub.SuggestionEvent, desk.ToJson(suggestion, language), ct));
        }
    }

    private void OnCleared(Suggestion suggestion) =>
        _queue.Writer.TryWrite(ct => hub.Clients.All.SendAsync(CopilotHub.ClearedEvent, new JsonObject { ["id"] = suggestion.Id, ["code"] = suggestion.Seen.Code }, ct));

    private void OnAlerted(AlertEvent alert) => _queue.Writer.TryWrite(ct => hub.Clients.All.SendAsync(CopilotHub.AlertEvent, alert, ct));

    [LoggerMessage(EventId = 3701, Level = LogLevel.Warning, Message = "A suggestion could not be sent to the hub")]
    private static partial void LogLost(ILogger log, Exception e);
}
