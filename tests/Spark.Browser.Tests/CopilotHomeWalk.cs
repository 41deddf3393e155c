using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>What a person does on the first visit, from a sentence to a fill, in a real browser against the real process.</summary>
[Collection(BrowserTests.Name)]
public sealed class CopilotHomeWalk(BrowserFixture browser)
{
    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_sentence_becomes_two_cards_that_run_and_the_same_order_for_real_is_confirmed_by_its_typed_symbol(string language)
    {
        Chromium.Require();
        var words = Words.Of(language);
        await using var spark = await SparkService.StartAsync();
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", words.Locale);
        var page = visit.Page;
        await visit.IsLiveAsync();

        await SayAsync(page, words.FirstSentence);
        await Expect(Cards(page)).ToHaveCountAsync(2);
        Assert.Equal("""{"action":"/futures/ws.start","params":{"symbols":["BTCUSDT","ETHUSDT"]},"dryRun":true,"confirm_required":false}""", await JsonOfAsync(Cards(page).Nth(0)));
        Assert.Equal("""{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001},"dryRun":true,"confirm_required":false}""", await JsonOfAsync(Cards(page).Nth(1)));
        await Expect(Cards(page).Nth(0).Locator(".verdict.ok")).ToBeVisibleAsync();
        await Expect(Cards(page).Nth(1).Locator(".verdict.ok")).ToBeVisibleAsync();

        // How the order stands to each limit is there before anybody runs it.
        await Expect(Cards(page).Nth(1).Locator(".checked .checks tbody tr")).ToHaveCountAsync(10, new() { Timeout = 15_000 });
        await Expect(Cards(page).Nth(1).Locator(".checked tbody tr", new() { HasText = Texts.Of(language)["Check_maxNotional"] }).Locator("td.num").Nth(1)).ToHaveTextAsync("100");
        await visit.AssertAccessibleAsync();

        foreach (var i in (int[])[0, 1])
        {
            await Cards(page).Nth(i).GetByRole(AriaRole.Button, new() { Name = words.Run, Exact = true }).ClickAsync();
            await Expect(Cards(page).Nth(i)).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 15_000 });
        }
        await Expect(Cards(page).Nth(0).Locator(".outcome")).ToContainTextAsync("ETHUSDT");
        await Expect(Cards(page).Nth(1).Locator(".headline")).ToContainTextAsync(words.Simulated);
        await Expect(Cards(page).Nth(1).Locator(".checks tbody tr")).ToHaveCountAsync(10);
        Assert.Equal(900, await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight")); // the desk stays on one screen
        await visit.AssertAccessibleAsync();
        await Expect(page.Locator(".market .tag.ok")).ToBeVisibleAsync(new() { Timeout = 15_000 }); // the chart follows live trades

        await SayAsync(page, words.RealSentence);
        await Expect(Cards(page)).ToHaveCountAsync(3);
        var live = Cards(page).Nth(2);
        await Expect(live.GetByRole(AriaRole.Button, new() { Name = words.Run, Exact = true })).ToHaveCountAsync(0);
        await live.GetByRole(AriaRole.Button, new() { Name = words.Confirm }).ClickAsync();
        var dialog = page.Locator("dialog.confirm");
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog.Locator(".exact")).ToHaveTextAsync("0.001 BTCUSDT");
        await Expect(dialog.Locator(".sent code").First).ToContainTextAsync("BUY 0.001 BTCUSDT MARKET");
        await Expect(dialog).ToContainTextAsync(words.Notional);
        await Expect(dialog.Locator(".checks tbody tr.passed")).ToHaveCountAsync(10);
        Assert.InRange(int.Parse(await dialog.GetByTestId("left").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture), 90, 120);

        await visit.AssertAccessibleAsync();

        // Nothing is chosen beforehand, Enter confirms nothing, Escape leaves the card as it was.
        var send = dialog.GetByRole(AriaRole.Button, new() { Name = words.SendOrder });
        await Expect(send).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).Not.ToBeVisibleAsync();
        await Expect(live).ToHaveAttributeAsync("data-state", "Awaiting");

        // Typed words never confirm.
        await SayAsync(page, words.ConfirmInWords);
        await SayAsync(page, "BTCUSDT");
        await Expect(live).ToHaveAttributeAsync("data-state", "Awaiting");
        Assert.Equal(0, await spark.FillsAsync());

        await live.GetByRole(AriaRole.Button, new() { Name = words.Confirm }).ClickAsync();
        await Expect(dialog).ToBeVisibleAsync();
        await page.Locator("#confirm-word").FillAsync("btcusdt");
        await Expect(send).ToBeDisabledAsync();
        await page.Locator("#confirm-word").FillAsync("BTCUSDT");
        await Expect(send).ToBeEnabledAsync();
        await page.Locator("#confirm-word").PressAsync("Enter");
        await send.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToBeVisibleAsync();
        Assert.Equal(0, await spark.FillsAsync());

        await page.Keyboard.PressAsync("Space");
        await Expect(live).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 15_000 });
        await Expect(live.Locator(".outcome")).ToContainTextAsync(words.Filled, new() { Timeout = 15_000 });
        await Expect(live.Locator(".fill")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = words.FillsTab }).ClickAsync();
        await Expect(page.Locator("#tab-panel tbody tr.row")).ToHaveCountAsync(1);
        await spark.HasFillsAsync(1);
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task The_confirmation_page_sends_the_order_by_its_typed_symbol_and_a_second_visit_only_tells(string language)
    {
        Chromium.Require();
        var words = Words.Of(language);
        await using var spark = await SparkService.StartAsync();
        var id = await ProposeAsync(spark);
        await using var visit = await browser.OpenAsync(spark, "/copilot/confirmations/" + id, words.Locale);
        var page = visit.Page;

        await Expect(page.Locator(".venue.simulator")).ToBeVisibleAsync(); // also for the first visitor of all
        await Expect(page.Locator(".exact")).ToHaveTextAsync("0.001 BTCUSDT");
        await Expect(page.Locator(".checks tbody tr.passed")).ToHaveCountAsync(10);
        await Expect(page.Locator(".figures .change").First.Locator(".num")).ToHaveTextAsync(language == "tr" ? ["0", "0,001"] : ["0", "0.001"]);
        await visit.AssertAccessibleAsync();
        var send = page.GetByRole(AriaRole.Button, new() { Name = words.SendOrder });
        await Expect(send).ToBeDisabledAsync();
        await page.Locator("#confirm-word").FillAsync("BTCUSDT");
        await page.Locator("#confirm-word").PressAsync("Enter");
        await Expect(send).ToBeEnabledAsync();
        Assert.Equal(0, await spark.FillsAsync());

        await send.ClickAsync();
        await Expect(page.Locator(".outcome")).ToContainTextAsync("BTCUSDT");
        await spark.HasFillsAsync(1);

        await page.GotoAsync("/copilot/confirmations/" + id);
        await Expect(page.Locator("#confirm-word")).ToHaveCountAsync(0);
        await Expect(page.Locator(".outcome")).ToContainTextAsync("BTCUSDT");
        await spark.HasFillsAsync(1);

        // The next one begins where this one ended.
        await page.GotoAsync("/copilot/confirmations/" + await ProposeAsync(spark));
        await Expect(page.Locator(".figures .change").First.Locator(".num")).ToHaveTextAsync(language == "tr" ? ["0,001", "0,002"] : ["0.001", "0.002"]);
        visit.AssertClean();
    }

    private static ILocator Cards(IPage page) => page.Locator("article.action");

    private static async Task SayAsync(IPage page, string text)
    {
        var said = await page.Locator(".msg.person").CountAsync();
        await page.Locator("#chat-box").FillAsync(text);
        await page.Locator("#chat-box").PressAsync("Enter");
        await Expect(page.Locator(".msg.person")).ToHaveCountAsync(said + 1);
        await Expect(page.Locator(".log")).ToHaveAttributeAsync("aria-busy", "false", new() { Timeout = 15_000 });
    }

    // The envelope without its reason, which is free text.
    private static async Task<string> JsonOfAsync(ILocator card)
    {
        await card.Locator("footer details summary").ClickAsync();
        var json = System.Text.Json.Nodes.JsonNode.Parse(await card.Locator("footer pre").InnerTextAsync())!.AsObject();
        json.Remove("reason");
        return json.ToJsonString();
    }

    private static async Task<string> ProposeAsync(SparkService spark)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync(spark.Executor + "/futures/order.place",
            new StringContent("""{"symbol":"BTCUSDT","side":"BUY","quantity":0.001,"dryRun":false}""", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return body.RootElement.GetProperty("confirmation").GetProperty("id").GetString()!;
    }
}
