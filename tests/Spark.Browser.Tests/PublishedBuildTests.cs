using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>How fast the published build is at hand, on a cold browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class PublishedBuildTests(BrowserFixture browser)
{
    private const int Visits = 3;

    [Fact]
    public async Task A_first_visit_paints_in_800_ms_has_its_chart_in_2_s_takes_450_KB_and_an_answer_is_there_in_100_ms()
    {
        Chromium.Require();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SPARK_LONG_TESTS") == "1", "long: ./test.sh --long");
        var folder = Directory.CreateTempSubdirectory("spark-published-").FullName;
        try
        {
            var program = await PublishedSpark.MakeAsync(folder, ExecutorCalls.Ct);
            await using var spark = await SparkService.StartAsync(binary: program);
            await MeasureAsync(spark); // the service's own first request is not the visitor's
            var visits = new List<Figures>();
            for (var i = 0; i < Visits; i++) visits.Add(await MeasureAsync(spark));
            var best = new Figures(visits.Min(one => one.Paint), visits.Min(one => one.Chart), visits.Min(one => one.Bytes), visits.Min(one => one.Answer));
            TestContext.Current.TestOutputHelper?.WriteLine($"first contentful paint {best.Paint:F0} ms, chart {best.Chart:F0} ms, transferred {best.Bytes / 1024:F0} KB, answer {best.Answer:F0} ms");
            Assert.True(best.Paint <= 800, $"first contentful paint after {best.Paint:F0} ms");
            Assert.True(best.Chart <= 2000, $"chart after {best.Chart:F0} ms");
            Assert.True(best.Bytes <= 450 * 1024, $"{best.Bytes / 1024:F0} KB transferred");
            Assert.True(best.Answer < 100, $"an answer after {best.Answer:F0} ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Figures> MeasureAsync(SparkService spark)
    {
        await using var visit = await browser.OpenAsync(spark, "about:blank", "en-US");
        var page = visit.Page;
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.setCacheDisabled", new Dictionary<string, object> { ["cacheDisabled"] = true });
        var bytes = 0.0;
        network.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        await page.AddInitScriptAsync("new MutationObserver((_, seen) => { if (document.querySelector('.chart[data-ready]')) { window.__chart = performance.now(); seen.disconnect(); } }).observe(document, { subtree: true, attributes: true, childList: true, attributeFilter: ['data-ready'] });");
        await page.GotoAsync("/copilot-home");
        await visit.IsLiveAsync();
        var paint = await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
        var chart = await page.EvaluateAsync<double>("() => window.__chart");
        var loaded = bytes;
        return new Figures(paint, chart, loaded, await AnswerAsync(page));
    }

    // From the key to the answer's first words on the screen, in the page's own clock.
    private static async Task<double> AnswerAsync(IPage page)
    {
        await page.Locator("#chat-box").FillAsync("simulate buying 0.001 BTC");
        await Expect(page.Locator("#chat-box")).ToHaveValueAsync("simulate buying 0.001 BTC");
        await page.EvaluateAsync("""
            () => {
              document.getElementById('chat-box').addEventListener('keydown', e => { if (e.key === 'Enter') window.__asked = performance.now(); }, { capture: true });
              new MutationObserver((_, seen) => {
                if (!document.querySelector('.msg.copilot p')) return;
                seen.disconnect();
                requestAnimationFrame(() => { window.__answered = performance.now(); });
              }).observe(document.querySelector('.log'), { subtree: true, childList: true });
            }
            """);
        await page.Locator("#chat-box").PressAsync("Enter");
        await page.WaitForFunctionAsync("() => window.__answered");
        return await page.EvaluateAsync<double>("() => window.__answered - window.__asked");
    }

    private sealed record Figures(double Paint, double Chart, double Bytes, double Answer);
}
