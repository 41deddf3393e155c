using Microsoft.Playwright;

namespace Spark.Browser.Tests;

/// <summary>One Chromium for all tests; each test starts its own Spark where it trades.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private SparkService? _shared;
    private StandInExecutor? _standIn;
    private SparkService? _watching;
    private SparkService? _trading;

    /// <summary>A Spark that tests only look at.</summary>
    internal SparkService Shared => _shared ?? throw new InvalidOperationException("Call Chromium.Require first.");

    /// <summary>The executor of <see cref="WatchingAsync"/>, in whatever state a test puts it.</summary>
    internal StandInExecutor StandIn => _standIn!;

    /// <summary>A copilot whose executor is <see cref="StandIn"/>, put back to normal.</summary>
    internal async Task<SparkService> WatchingAsync()
    {
        _standIn ??= await StandInExecutor.StartAsync();
        _standIn.Reset();
        return _watching ??= await SparkService.StartAsync(Towards(_standIn));
    }

    /// <summary>A Spark that trades and whose exchange is broken and mended: canaries are watched for two seconds there.</summary>
    internal async Task<SparkService> TradingAsync() => _trading ??= await SparkService.StartAsync(new Dictionary<string, string> { ["FUTURES_CANARY_WATCH"] = "2" });

    /// <summary>Settings of a copilot in front of a stand-in.</summary>
    internal static Dictionary<string, string> Towards(StandInExecutor standIn) => new()
    {
        ["SPARK_EXECUTOR"] = standIn.Url,
        ["SPARK_AGENT_KEY"] = StandInExecutor.AgentKey,
        ["SPARK_CONFIRM_KEY"] = StandInExecutor.ConfirmKey,
    };

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null) return; // each test says so by itself
        _shared = await SparkService.StartAsync();
        _playwright = await Playwright.CreateAsync(); // its driver comes inside the package
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Headless = true, Args = Quiet });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_shared is not null) await _shared.DisposeAsync();
        if (_watching is not null) await _watching.DisposeAsync();
        if (_trading is not null) await _trading.DisposeAsync();
        if (_standIn is not null) await _standIn.DisposeAsync();
    }

    internal async Task<Visit> OpenAsync(SparkService spark, string path, string locale, ColorScheme scheme = ColorScheme.Dark, int width = 1440, int height = 900)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = spark.Url,
            Locale = locale,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(path);
        return visit;
    }
}
