using System.Net;
using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests;

/// <summary>A service that can trade answers no foreign web page, and a person's browser gets a page that can load nothing foreign.</summary>
public sealed class BrowserSafetyTests
{
    [Fact]
    public async Task Foreign_pages_and_rebound_names_are_refused_everywhere_and_the_own_page_answers()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var spark = await home.StartAsync(ct);

        foreach (var (service, path) in ((Uri, string)[])[
            (home.Copilot, "/"), (home.Copilot, "/metrics"), (home.Executor, "/futures/health"), (home.Executor, "/metrics"),
            (home.Executor, "/hubs/executor"), (home.Exchange, "/sim/status")])
        {
            using var page = new Caller(service);
            await IsRefusedAsync(page, path, ("Origin", "https://evil.example"), ct);
            await IsRefusedAsync(page, path, ("Host", $"evil.example:{service.Port}"), ct);
            await IsRefusedAsync(page, path, ("Sec-Fetch-Site", "cross-site"), ct);
        }
        using var executor = new Caller(home.Executor);
        await IsRefusedAsync(executor, "/futures/health", ("Origin", home.Copilot.OriginalString), ct);
        await IsRefusedAsync(executor, "/futures/health", ("Origin", home.Executor.OriginalString), ct);
        var order = await executor.PostAsync("/futures/order.place", """{"symbol":"BTCUSDT","side":"BUY","quantity":0.001}""", ct, ("Origin", "https://evil.example"));
        Assert.Equal("OriginNotAllowed", order.With(HttpStatusCode.Forbidden).Word("error"));
    }

    [Fact]
    public async Task The_status_page_tells_venue_and_health_and_lets_nothing_foreign_in()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var spark = await home.StartAsync(ct);
        using var browser = new HttpClient();

        using var page = await browser.GetAsync(new Uri(home.Copilot, "/status"), ct);

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        var html = await page.Content.ReadAsStringAsync(ct);
        Assert.Contains(">simulator<", html, StringComparison.Ordinal);
        Assert.Contains(">ok<", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        using var own = new Caller(home.Copilot);
        (await own.GetAsync("/status", ct, ("Origin", home.Copilot.OriginalString), ("Sec-Fetch-Site", "same-origin"))).With(HttpStatusCode.OK);
    }

    private static async Task IsRefusedAsync(Caller page, string path, (string Name, string Value) header, CancellationToken ct)
    {
        var answer = await page.GetAsync(path, ct, header);
        Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{path} with {header}: {answer}");
        Assert.Contains("OriginNotAllowed", answer.Text, StringComparison.Ordinal);
    }
}
