using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Spark.Contracts;
using Spark.Copilot.Hosting;
using Spark.Telemetry;

namespace Spark.Copilot.Feed;

/// <summary>
/// The one connection of this process to the executor's hub; all open pages share it through the desk. It begins with the first page.
/// </summary>
internal sealed partial class HubLink(ExecutorAddress executor, Desk desk, DeskWatch watch, TimeProvider time, ILogger<HubLink> log) : BegunService
{
    private static readonly TimeSpan FirstTryAgain = TimeSpan.FromSeconds(1);

    protected override async Task RunAsync(CancellationToken ct)
    {
        await using var hub = Build();
        Listen(hub);
        try
        {
            await desk.WatchedAsync(ct);
            await ConnectAsync(hub, ct);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    // Straight to the socket: a negotiation could send the key on to another address.
    private HubConnection Build() => new HubConnectionBuilder()
        .WithUrl(new Uri(executor.Url, "/hubs/executor"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.AccessTokenProvider = () => Task.FromResult<string?>(executor.AgentKey);
        })
        .WithAutomaticReconnect(new ForEver())
        .AddJsonProtocol(json => json.PayloadSerializerOptions = new JsonSerializerOptions(ContractsJson.Default.Options))
        .Build();

    private void Listen(HubConnection hub)
    {
        hub.On<TradeEvent>(HubEvents.Trade, desk.Trade);
        hub.On<TickerView>(HubEvents.Ticker, ticker => desk.Update(was => was with { Tickers = was.Tickers.SetItem(ticker.Symbol, ticker) }));
        hub.On<AlertEvent>(HubEvents.Alert, desk.Alert);
        foreach (var name in (string[])[HubEvents.Order, HubEvents.Fill, HubEvents.Account, HubEvents.Risk, HubEvents.Canary, HubEvents.Stream, HubEvents.Guardrail])
        {
            hub.On<JsonElement>(name, _ => watch.Ask());
        }
        hub.Reconnecting += _ => Tell(LinkState.Reconnecting);
        hub.Reconnected += _ => Tell(LinkState.Live);
        hub.Closed += _ => Tell(LinkState.Down);
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
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 3302, Level = LogLevel.Warning, Message = "The executor's hub can't be reached: {Why}")]
    private static partial void LogUnreachable(ILogger log, string why);

    private sealed class ForEver : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromSeconds(Math.Min(8, 0.5 * Math.Pow(2, Math.Min(retryContext.PreviousRetryCount, 4))));
    }
}
