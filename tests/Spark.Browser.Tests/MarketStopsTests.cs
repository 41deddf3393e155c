using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>A market that goes on standing there and says nothing any more.</summary>
[Collection(BrowserTests.Name)]
public sealed class MarketStopsTests(BrowserFixture browser)
{
    private static readonly LocatorAssertionsToBeVisibleOptions InTime = new() { Timeout = 40_000 };

    [Fact]
    public async Task Prices_that_stop_are_told_on_the_page_and_decided_against_in_both_languages_until_they_come_again()
    {
        Chromium.Require();
        var spark = await browser.TradingAsync();
        await spark.PostAsync("/futures/ws.start", """{"symbols":["BTCUSDT"]}""");
        await using var english = await browser.OpenAsync(spark, "/copilot-home", "en-US");
        await using var turkish = await browser.OpenAsync(spark, "/copilot-home", "tr-TR", ColorScheme.Light);
        (Visit Visit, Texts Texts)[] both = [(english, Texts.Of("en")), (turkish, Texts.Of("tr"))];
        foreach (var (visit, texts) in both)
        {
            await visit.IsLiveAsync();
            await Expect(visit.Page.Locator(".market .tag.ok")).ToHaveTextAsync(texts["Live"], new() { Timeout = 15_000 });
            await Expect(visit.Page.Locator(".notice.bad")).ToHaveCountAsync(0);
        }

        // Sockets stand and answer pings; nothing comes over them, and the mark price can't be asked for either.
        await spark.BreakAsync("""{"name":"silentSocket","kind":"market"}""");
        foreach (var route in (string[])["premiumIndex", "ticker/24hr"]) await spark.BreakAsync($$"""{"name":"errorByRoute","route":"GET /fapi/v1/{{route}}","status":503,"code":-1001}""");

        foreach (var (visit, texts) in both)
        {
            var page = visit.Page;
            await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = texts["MarketStale"] })).ToBeVisibleAsync(InTime);
            await Expect(page.Locator(".market .tag.bad")).ToHaveTextAsync(texts["MarketStopped"], new() { Timeout = 15_000 });
            await Expect(page.GetByTestId("price-age")).ToBeVisibleAsync(InTime); // the last price stays, and is called old
            await Expect(page.Locator(".health-card").Nth(1)).ToHaveAttributeAsync("data-level", "warn");

            await page.SayAsync(texts["Quick_DryRun"]);
            await page.Cards().Button(texts["Run"]).ClickAsync();
            await Expect(page.Cards()).ToHaveAttributeAsync("data-state", "Refused", new() { Timeout = 30_000 });
            await Expect(page.Cards().Locator(".headline")).ToContainTextAsync(texts["Err_MarketDataStale"]);
            await Expect(page.Cards().Locator(".checks tr.failed", new() { HasText = texts["Check_staleMarket"] })).ToBeVisibleAsync();
            await visit.AssertAccessibleAsync();
        }

        await spark.MendAsync();
        foreach (var (visit, texts) in both)
        {
            await Expect(visit.Page.Locator(".market .tag.ok")).ToHaveTextAsync(texts["Live"], new() { Timeout = 40_000 });
            await Expect(visit.Page.Locator(".notice", new() { HasText = texts["MarketStale"] })).ToHaveCountAsync(0, new() { Timeout = 15_000 });
            await Expect(visit.Page.GetByTestId("price-age")).ToHaveCountAsync(0);
            visit.AssertClean();
        }
    }
}
