using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spark.Browser.Tests;

/// <summary>
/// A server in the executor's place that is in whatever state a test wants to see on the page: venues that can't be had here, streams
/// that are down, an executor that answers nothing, and as many events a second as asked for.
/// </summary>
internal sealed class StandInExecutor : IAsyncDisposable
{
    public const string AgentKey = "the-agent-key-of-browser-tests", ConfirmKey = "the-confirm-key-of-browser-tests";

    private readonly WebApplication _app;

    private TaskCompletionSource _speaks = Spoken();

    private bool _hubDown;

    private StandInExecutor(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public string Venue { get; set; } = "simulator";

    public bool BreakerOpen { get; set; }

    public bool MarketDown { get; set; }

    public bool UserDown { get; set; }

    /// <summary>Whether it answers nothing but 503.</summary>
    public bool Down { get; set; }

    /// <summary>The path that alone answers 503; null: none.</summary>
    public string? Failing { get; set; }

    /// <summary>Whether it takes questions and answers none of them.</summary>
    public bool Hangs
    {
        get => !_speaks.Task.IsCompleted;
        set
        {
            if (value == Hangs) return;
            if (value) _speaks = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            else _speaks.SetResult();
        }
    }

    /// <summary>Whether its hub takes no connection; those that stand are cut.</summary>
    public bool HubDown
    {
        get => Volatile.Read(ref _hubDown);
        set
        {
            Volatile.Write(ref _hubDown, value);
            if (value) Feed.CutAll();
        }
    }

    /// <summary>Whether it lists a position whose value no number can hold: the page that values it fails.</summary>
    public bool Absurd { get; set; }

    /// <summary>Canaries that were run.</summary>
    public int Canaries { get; set; }

    /// <summary>Open positions of the account.</summary>
    public int Positions { get; set; }

    /// <summary>Fills of the account.</summary>
    public int Fills { get; set; }

    /// <summary>Why there is nothing to confirm: <c>expired</c>, <c>used</c>, <c>unknown</c>; <c>moved</c> and <c>changed</c>: it is refused when confirmed.</summary>
    public string Confirmation { get; set; } = "unknown";

    public static async Task<StandInExecutor> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        var app = builder.Build();
        var standIn = new StandInExecutor(app);
        app.Use(standIn.FailAsync);
        app.MapHub<Feed>("/hubs/executor");
        app.MapGet("/readyz", () => "ready");
        app.MapGet("/futures/health", () => Json(standIn.Health));
        app.MapGet("/futures/risk/status", () => Json(standIn.Risk));
        app.MapGet("/guardrails/status", () => Json(Guardrails));
        app.MapGet("/futures/account", () => Json(Account));
        app.MapGet("/futures/positions", () => Json(Listed("positions", standIn.PositionRows())));
        app.MapGet("/futures/openOrders", () => Json(Listed("orders", "")));
        app.MapGet("/futures/fills", () => Json(Listed("fills", standIn.FillRows())));
        app.MapGet("/canary/status", () => Json(Listed("canaries", standIn.CanaryRows())));
        app.MapGet("/futures/ticker", () => Json($$"""{"ticker":{{Ticker(65_000)}},"asOf":"{{Now}}","source":"rest","timestamp":"{{Now}}"}"""));
        app.MapGet("/futures/klines", (string symbol, string interval, int limit) => Json(Klines(symbol, interval, limit)));
        app.MapGet("/audit", () => Json($$"""{"records":[],"timestamp":"{{Now}}"}"""));
        app.MapPost("/actions", (HttpContext context) => Json("""{"error":"ProductionTradingDisabled","message":"Production is read-only."}""", StatusCodes.Status403Forbidden));
        app.MapGet("/confirmations/{id}", () => standIn.ShowConfirmation());
        app.MapPost("/confirmations/{id}", () => Json($$"""{"error":"ConfirmationInvalid","reason":"{{(standIn.Confirmation == "moved" ? "priceMoved" : standIn.Confirmation)}}","message":"no","timestamp":"{{Now}}"}""", StatusCodes.Status409Conflict));
        await app.StartAsync();
        return standIn;
    }

    public void Reset()
    {
        (Venue, BreakerOpen, MarketDown, UserDown, Down, Failing, Confirmation) = ("simulator", false, false, false, false, null, "unknown");
        (Hangs, HubDown, Absurd, Positions, Fills, Canaries) = (false, false, false, 0, 0, 0);
    }

    /// <summary>Alerts everybody who listens.</summary>
    public async Task AlertAsync(string code, CancellationToken ct)
    {
        using var alert = JsonDocument.Parse($$"""{"code":"{{code}}","severity":"critical","message":"told by a test","at":"{{Now}}"}""");
        await _app.Services.GetRequiredService<IHubContext<Feed>>().Clients.All.SendAsync("alert", alert.RootElement, ct);
    }

    /// <summary>Sends a trade and a ticker, as many times a second as asked for.</summary>
    public async Task StormAsync(int perSecond, TimeSpan length, CancellationToken ct)
    {
        var hub = _app.Services.GetRequiredService<IHubContext<Feed>>();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var began = TimeProvider.System.GetTimestamp();
        for (var sent = 0; TimeProvider.System.GetElapsedTime(began) < length && await beat.WaitForNextTickAsync(ct);)
        {
            for (var due = (int)(TimeProvider.System.GetElapsedTime(began).TotalSeconds * perSecond); sent < due; sent++)
            {
                var price = 65_000 + (sent % 40);
                using var trade = JsonDocument.Parse($$"""{"symbol":"BTCUSDT","price":{{price}},"quantity":0.001,"buyerIsMaker":false,"tradeId":{{sent}},"time":"{{Now}}"}""");
                using var ticker = JsonDocument.Parse(Ticker(price));
                await hub.Clients.All.SendAsync("trade", trade.RootElement, ct);
                await hub.Clients.All.SendAsync("ticker", ticker.RootElement, ct);
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Now => TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);

    private static string Account => $$"""{"account":{"walletBalance":10000,"marginBalance":10000,"availableBalance":9900,"unrealizedPnl":0,"marginUsed":100},"asOf":"{{Now}}","source":"rest","timestamp":"{{Now}}"}""";

    private static string Guardrails => $$"""
        {"thresholds":{"p95LatencyMs":1500,"errorRate":0.05,"streamUptimeSeconds":30},"current":{"p95LatencyMs":null,"errorRate":null,"streamUptimeSeconds":{},"latencySamples":0,"exchangeCalls":0},
         "rules":[],"slowExchange":false,"actions":[],"timestamp":"{{Now}}"}
        """;

    private string Health => $$"""
        {"status":"{{(MarketDown || UserDown ? "degraded" : "ok")}}","testnet":{{(Venue == "production" ? "false" : "true")}},"venue":"{{Venue}}","serverTime":{{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}},"clockSkewMs":1,
         "streams":{"market":{{Stream(!MarketDown)}},"userData":{{Stream(!UserDown)}}},"timestamp":"{{Now}}"}
        """;

    private string Risk => $$"""
        {"limits":{"maxNotional":100,"maxPositionSize":0.1,"maxPositionSizeBySymbol":{},"dailyLossLimit":50,"maxLeverage":5,"priceCollar":0.05,"orderRate":10,"orderRateSeconds":10,"maxMarketAgeSeconds":5,"symbols":null},
         "usage":{"dailyPnl":{{(BreakerOpen ? -60 : 0)}},"positionNotional":0,"openOrders":0,"unknownOrders":0,"ordersInWindow":0,"leverage":0,"recordedPnl":0},
         "circuitBreaker":{"enabled":true,"open":{{(BreakerOpen ? "true" : "false")}},"reason":{{(BreakerOpen ? "\"Daily loss limit reached\"" : "null")}},"reasons":[{{(BreakerOpen ? $$"""{"kind":"dailyLoss","text":"Daily loss limit reached","since":"{{Now}}"}""" : "")}}]},"timestamp":"{{Now}}"}
        """;

    private static string Stream(bool up) => $$"""{"wanted":true,"connected":{{(up ? "true" : "false")}},"healthy":{{(up ? "true" : "false")}},"ageSeconds":{{(up ? 60 : 0)}},"lastMessageAt":"{{Now}}","reconnects":0,"symbols":["BTCUSDT"]}""";

    private static string Ticker(int price) => $$"""{"symbol":"BTCUSDT","lastPrice":{{price}},"markPrice":{{price}},"bid":{{price}},"ask":{{price + 1}},"changePercent":0.5,"volume":1000}""";

    private static string Listed(string name, string rows) => $$"""{"{{name}}":[{{rows}}],"asOf":"{{Now}}","source":"stream","timestamp":"{{Now}}"}""";

    private string PositionRows() => Absurd
        ? """{"symbol":"BTCUSDT","side":"LONG","quantity":70000000000000000000000000000,"entryPrice":10,"markPrice":11,"notional":11,"unrealizedPnl":1}"""
        : string.Join(',', Enumerable.Range(0, Positions).Select(i => string.Create(CultureInfo.InvariantCulture,
        $$"""{"symbol":"SYM{{i}}USDT","side":"LONG","quantity":1,"entryPrice":10,"markPrice":11,"notional":11,"unrealizedPnl":1,"leverage":5,"liquidationPrice":2}""")));

    private string CanaryRows() => string.Join(',', Enumerable.Range(0, Canaries).Select(i => $$"""
        {"id":"canary-{{i}}","scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001,"state":"passed","passed":true,"runBy":"person:local","runAt":"2026-11-23T00:00:00Z","expiresAt":"2026-11-23T00:05:00Z"}
        """));

    private string FillRows() => string.Join(',', Enumerable.Range(0, Fills).Select(i => string.Create(CultureInfo.InvariantCulture,
        $$"""{"tradeId":{{i}},"symbol":"BTCUSDT","orderId":{{i}},"clientOrderId":"spk-{{i}}","side":"BUY","price":65000,"quantity":0.001,"fee":0.03,"feeAsset":"USDT","realizedPnl":0,"maker":false,"time":"2026-11-23T00:00:00Z"}""")));

    private static string Klines(string symbol, string interval, int limit)
    {
        var minute = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 60_000;
        var rows = Enumerable.Range(0, limit).Select(i => $$"""{"openTime":{{(minute - limit + 1 + i) * 60_000}},"open":{{65_000 + (i % 9)}},"high":{{65_012 + (i % 9)}},"low":{{64_990 + (i % 9)}},"close":{{65_004 + (i % 9)}},"volume":10}""");
        return $$"""{"symbol":"{{symbol}}","interval":"{{interval}}","klines":[{{string.Join(',', rows)}}],"asOf":"{{Now}}","source":"rest","timestamp":"{{Now}}"}""";
    }

    private IResult ShowConfirmation() => Confirmation is "moved" or "changed"
        ? Json($$"""
            {"confirmation":{"id":"c0ffee","expiresAt":"{{TimeProvider.System.GetUtcNow().AddSeconds(120):O}}","summary":"BUY 0.001 BTCUSDT MARKET","confirmUrl":"http://localhost:3003/copilot/confirmations/c0ffee",
             "action":{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001}, "dryRun":false,"confirm_required":true},
             "evidence":{{Evidence}} },
             "origin":"agent:mcp","raisesExposure":true,"symbol":"BTCUSDT","timestamp":"{{Now}}"}
            """)
        : Json($$"""{"error":"ConfirmationInvalid","reason":"{{Confirmation}}","message":"gone","timestamp":"{{Now}}"}""", StatusCodes.Status404NotFound);

    private static string Evidence => """
        {"riskChecks":["maxNotional","maxPositionSize"],"checks":[{"name":"maxNotional","passed":true,"limit":100,"observed":65},{"name":"maxPositionSize","passed":true,"limit":0.1,"observed":0.002}],
         "passed":true,"markPrice":65000,"notional":65,"estimatedFillPrice":65001.5,"slippageBps":0.2,"estimatedFee":0.0325,"positionBefore":-0.002,"positionAfter":-0.001,"marginBefore":26,"marginAfter":13}
        """;

    private static IResult Json(string body, int status = StatusCodes.Status200OK) => Results.Text(body, "application/json", statusCode: status);

    private static TaskCompletionSource Spoken()
    {
        var spoken = new TaskCompletionSource();
        spoken.SetResult();
        return spoken;
    }

    private async Task FailAsync(HttpContext context, RequestDelegate next)
    {
        var isHub = context.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal);
        if (!isHub && context.Request.Path != "/readyz") await _speaks.Task.WaitAsync(context.RequestAborted);
        if (isHub ? HubDown : Down || context.Request.Path == Failing) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else await next(context);
    }

    internal sealed class Feed : Hub
    {
        private static readonly ConcurrentDictionary<string, HubCallerContext> Standing = new();

        public static void CutAll()
        {
            foreach (var one in Standing.Values) one.Abort();
        }

        public override Task OnConnectedAsync()
        {
            Standing[Context.ConnectionId] = Context;
            return Task.CompletedTask;
        }

        public override Task OnDisconnectedAsync(Exception? exception)
        {
            Standing.TryRemove(Context.ConnectionId, out _);
            return Task.CompletedTask;
        }
    }
}
