using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Spark.Contracts;
using Spark.Copilot.Hosting;
using Spark.Telemetry;

namespace Spark.Copilot.Feed;

/// <summary>
/// The one connection of this process to the executor's hub; all open pages share it through the desk. It stands from the start, page or
/// no page: an alert is told once. What was told before it stood, or while it was cut, is read from the audit.
/// </summary>
internal sealed partial class HubLink(ExecutorAddress executor, Desk desk, DeskWatch watch, DeskReader reader, TimeProvider time, ILogger<HubLink> log) : BegunService
{
    private const int MostRecords = 500;

    private const int MostTries = 10;

    private static readonly TimeSpan FirstTryAgain = TimeSpan.FromSeconds(1);

    private static readonly HttpMessageInvoker Straight = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private readonly Channel<LinkState> _changes = Channel.CreateUnbounded<LinkState>();
    private long _heard;

    protected override async Task RunAsync(CancellationToken ct)
    {
        await using var hub = Build();
        Listen(hub);
        try
        {
            await ConnectAsync(hub, ct);
            await foreach (var state in _changes.Reader.ReadAllAsync(ct))
            {
                if (state == LinkState.Live) await CatchUpAsync(ct);
                else if (hub.State == HubConnectionState.Disconnected) await ConnectAsync(hub, ct); // closed for good by the other side: nobody else connects again
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    // Straight to the socket, and nowhere else: a negotiation or a redirect could send the key on to another address.
    private HubConnection Build() => new HubConnectionBuilder()
        .WithUrl(new Uri(executor.Url, "/hubs/executor"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.WebSocketFactory = async (context, ct) =>
            {
                var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Authorization", "Bearer " + executor.AgentKey);
                try
                {
                    await socket.ConnectAsync(context.Uri, Straight, ct);
                    return socket;
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            };
        })
        .WithAutomaticReconnect(new ForEver())
        .AddJsonProtocol(json => json.PayloadSerializerOptions = new JsonSerializerOptions(ContractsJson.Default.Options) { TypeInfoResolverChain = { HubJson.Default } })
        .Build();

    private void Listen(HubConnection hub)
    {
        hub.On<TradeEvent>(HubEvents.Trade, desk.Trade);
        hub.On<TickerView>(HubEvents.Ticker, ticker => desk.Update(was => was with { Tickers = was.Tickers.SetItem(ticker.Symbol, ticker) }));
        hub.On<JsonElement>(HubEvents.Alert, body =>
        {
            Note(HubEvents.Alert, body);
            if (body.Deserialize(ContractsJson.Default.AlertEvent) is { } alert) desk.Alert(alert);
        });
        foreach (var name in (string[])[HubEvents.Order, HubEvents.Fill, HubEvents.Account, HubEvents.Risk, HubEvents.Canary, HubEvents.Stream, HubEvents.Guardrail])
        {
            hub.On<JsonElement>(name, body =>
            {
                Note(name, body);
                watch.Ask();
            });
        }
        hub.Reconnecting += _ => Tell(LinkState.Reconnecting);
        hub.Reconnected += _ => Tell(LinkState.Live);
        hub.Closed += _ =>
        {
            _changes.Writer.TryWrite(LinkState.Down);
            return Tell(LinkState.Down);
        };
    }

    private void Note(string name, JsonElement body)
    {
        if (FeedEntry.Of(name, body, Interlocked.Increment(ref _heard), time.GetUtcNow()) is { } entry) desk.Update(was => was.With(entry));
    }

    // Automatic reconnecting begins after the first success.
    private async Task ConnectAsync(HubConnection hub, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await hub.StartAsync(ct);
                await Tell(LinkState.Live);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                if (desk.Now.Link != LinkState.Down) LogUnreachable(log, e.Message);
                await Tell(LinkState.Down);
                await Task.Delay(FirstTryAgain, time, ct);
            }
        }
    }

    // What was pushed during a gap is gone, so everything is read again.
    private Task Tell(LinkState state)
    {
        desk.Update(was => was.Link == state ? was : was with { Link = state });
        watch.Ask();
        if (state == LinkState.Live) _changes.Writer.TryWrite(state);
        return Task.CompletedTask;
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        for (var tried = 0; tried < MostTries; tried++)
        {
            if (await reader.AuditAsync(null, MostRecords, ct) is { } records)
            {
                desk.Miss(MissedAlerts.Of(records, time.GetUtcNow()));
                return;
            }
            await Task.Delay(FirstTryAgain, time, ct);
        }
        LogNotCaughtUp(log);
    }

    [LoggerMessage(EventId = 3302, Level = LogLevel.Warning, Message = "The executor's hub can't be reached: {Why}")]
    private static partial void LogUnreachable(ILogger log, string why);

    [LoggerMessage(EventId = 3303, Level = LogLevel.Warning, Message = "The executor's audit can't be read: alerts of the time without a connection stay untold")]
    private static partial void LogNotCaughtUp(ILogger log);

    private sealed class ForEver : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromSeconds(Math.Min(8, 0.5 * Math.Pow(2, Math.Min(retryContext.PreviousRetryCount, 4))));
    }
}
