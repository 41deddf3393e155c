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

    /// <summary>A Spark that tests only look at.</summary>
    internal SparkService Shared => _shared ?? throw new InvalidOperationException("Call Chromium.Require first.");

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
        });
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(path);
        return visit;
    }
}
