using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>What a person holds: on the chart, in the live feed, and how it is closed again.</summary>
[Collection(BrowserTests.Name)]
public sealed class AccountFlows(BrowserFixture browser)
{
    private const string Place = "/futures/order.place";

    [Theory]
    [InlineData("en", ColorScheme.Dark)]
    [InlineData("tr", ColorScheme.Light)]
    public async Task What_is_placed_filled_and_run_stands_on_the_chart_and_everything_is_closed_in_chat_on_one_page(string language, ColorScheme scheme)
    {
        Chromium.Require();
        var (texts, spark) = (Texts.Of(language), browser.Shared);
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", Texts.LocaleOf(language), scheme);
        var page = visit.Page;
        await visit.IsLiveAsync();
        await page.Locator("#market-symbol").SelectOptionAsync("ETHUSDT");
        var chart = page.Locator(".chart[data-marks]");
        await Expect(chart).ToHaveAttributeAsync("data-marks", Marks("entry:0 orders:0"));

        var mark = (decimal)(await spark.GetAsync("/futures/ticker?symbol=ETHUSDT"))["ticker"]!["markPrice"]!;
        var low = decimal.Round(mark * 0.97m, 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await PlaceAsync(spark, $$"""{"symbol":"ETHUSDT","side":"BUY","type":"LIMIT","quantity":0.01,"price":{{low}},"dryRun":false}""");
        await Expect(chart).ToHaveAttributeAsync("data-marks", Marks("entry:0 orders:1"), new() { Timeout = 15_000 });
        await PlaceAsync(spark, """{"symbol":"ETHUSDT","side":"BUY","type":"MARKET","quantity":0.01,"dryRun":false}""");
        await Expect(chart).ToHaveAttributeAsync("data-marks", Marks("entry:1 orders:1"), new() { Timeout = 15_000 });
        await Expect(chart).ToHaveAttributeAsync("data-marks", Marks("entry:1 orders:1", await CountAsync(spark, "/futures/fills", "fills")), new() { Timeout = 15_000 });
        var canary = await spark.PostAsync("/canary/run", """{"scope":"futures-testnet","symbol":"ETHUSDT","side":"BUY","quantity":0.01}""");
        Assert.True((bool?)canary["ok"] is true, canary.ToJsonString());
        await Expect(chart).ToHaveAttributeAsync("data-marks", Marks("entry:1 orders:1", await CountAsync(spark, "/futures/fills", "fills"), await CountAsync(spark, "/canary/status", "canaries")), new() { Timeout = 15_000 });

        await page.GetByRole(AriaRole.Tab, new() { Name = texts["Tab_feed"] }).ClickAsync();
        await page.Locator(".feed-tools").Button(texts["Feed_Positions"]).ClickAsync();
        await Expect(page.Locator("#tab-panel tr.row", new() { HasText = texts["Feed_Fill"] }).First).ToContainTextAsync("ETHUSDT");
        await visit.AssertAccessibleAsync();

        // Closing one position is a card that waits.
        await page.GetByRole(AriaRole.Tab, new() { Name = texts["Tab_positions"] }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = texts["ClosePosition"] + ": ETHUSDT" }).ClickAsync();
        var close = page.Cards().First;
        await Expect(close).ToBeFocusedAsync();
        await Expect(close).ToHaveAttributeAsync("data-state", "Ready");
        await Expect(close).ToContainTextAsync(texts["Act_futures_position_close"]);
        await visit.AssertAccessibleAsync();
        await close.Button(texts["DismissCard"]).ClickAsync();
        await Expect(chart).ToHaveAttributeAsync("data-marks", Marks("entry:1 orders:1"));

        await page.SayAsync(texts["Quick_CloseAll"]);
        var cards = page.Locator("article.action[data-state=Ready]");
        await Expect(cards).ToHaveCountAsync(2);
        await cards.First.Button(texts["ConfirmAll"] + "…").ClickAsync();
        var dialog = page.Locator("dialog.confirm");
        await Expect(dialog).ToContainTextAsync(texts["ConfirmTogether"], new() { Timeout = 15_000 });
        await Expect(dialog.Locator(".sheet")).ToHaveCountAsync(2);
        await Expect(dialog).ToContainTextAsync("ETHUSDT");
        await visit.AssertAccessibleAsync();
        await dialog.Button(texts["ConfirmAct"]).ClickAsync();

        await Expect(page.Locator("article.action[data-state=Done]")).ToHaveCountAsync(2, new() { Timeout = 20_000 });
        await Expect(chart).ToHaveAttributeAsync("data-marks", Marks("entry:0 orders:0"), new() { Timeout = 15_000 });
        Assert.Empty((await spark.GetAsync("/futures/positions"))["positions"]!.AsArray());
        Assert.Empty((await spark.GetAsync("/futures/openOrders"))["orders"]!.AsArray());
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("tr", ColorScheme.Dark)]
    public async Task What_an_MCP_client_proposes_is_confirmed_by_a_person_on_the_page_that_it_was_given(string language, ColorScheme scheme)
    {
        Chromium.Require();
        var (texts, spark) = (Texts.Of(language), browser.Shared);
        var fills = await spark.FillsAsync();
        var answer = await spark.CallToolAsync("futures_order_place", """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001,"dryRun":false}""");
        Assert.Equal("awaitingConfirmation", (string)answer["status"]!);
        Assert.DoesNotContain("token", answer.ToJsonString(), StringComparison.OrdinalIgnoreCase);

        await using var visit = await browser.OpenAsync(spark, new Uri((string)answer["confirmUrl"]!).AbsolutePath, Texts.LocaleOf(language), scheme);
        var page = visit.Page;
        await Expect(page.Locator(".exact")).ToHaveTextAsync("0.001 BTCUSDT");
        await Expect(page.Locator(".sent")).ToContainTextAsync(texts["ProposedBy"]);
        await Expect(page.Locator(".checks tbody tr.passed")).ToHaveCountAsync(10);
        await visit.AssertAccessibleAsync();
        Assert.Equal(fills, await spark.FillsAsync());
        await page.Locator("#confirm-word").FillAsync("BTCUSDT");
        await page.Button(texts["ConfirmOrder"]).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = texts["CarriedOut"] })).ToBeVisibleAsync();
        await spark.HasFillsAsync(fills + 1);
        visit.AssertClean();
    }

    private static async Task PlaceAsync(SparkService spark, string order)
    {
        var asked = await spark.PostAsync(Place, order);
        Assert.True(asked["confirmation"]?["token"] is not null, asked.ToJsonString());
        await spark.ConfirmByTokenAsync(Place, order, (string)asked["confirmation"]!["token"]!);
    }

    private static Regex Marks(string begins, int? fills = null, int? canaries = null) =>
        new($"^{begins} fills:{fills?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "\\d+"} canaries:{canaries?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "\\d+"}$");

    private static async Task<int> CountAsync(SparkService spark, string path, string list)
    {
        var count = (await spark.GetAsync(path))[list]!.AsArray().Count(row => (string?)row!["symbol"] == "ETHUSDT");
        Assert.NotEqual(0, count);
        return count;
    }
}
