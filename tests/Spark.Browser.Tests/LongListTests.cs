using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>Lists of hundreds: a part of them is drawn, all of them can be reached, by keyboard and by ear.</summary>
[Collection(BrowserTests.Name)]
public sealed class LongListTests(BrowserFixture browser)
{
    private const int Turns = 110;

    [Fact]
    public async Task Hundreds_of_positions_are_drawn_in_part_on_a_phone_too_counted_for_a_screen_reader_and_reached_by_keys()
    {
        Chromium.Require();
        var spark = await browser.WatchingAsync();
        browser.StandIn.Positions = 400;
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", "en-US", width: 390, height: 844);
        await visit.IsLiveAsync();
        var page = visit.Page;
        var rows = page.Locator("#tab-panel tr.row");
        await Expect(rows.First).ToContainTextAsync("SYM0USDT", new() { Timeout = 15_000 });
        await Expect(page.Locator("#tab-panel table")).ToHaveAttributeAsync("aria-rowcount", "401");
        await Expect(rows.First).ToHaveAttributeAsync("aria-rowindex", "2");
        await AssertDrawnAsync(rows, 60);

        await page.Locator("#tab-panel").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(rows.Last).ToHaveAttributeAsync("aria-rowindex", "401");
        await Expect(rows.Last).ToContainTextAsync("SYM399USDT");
        await AssertDrawnAsync(rows, 60);
        await visit.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(rows.First).ToContainTextAsync("SYM0USDT");
        visit.AssertClean();
    }

    [Fact]
    public async Task A_conversation_of_hundreds_of_entries_is_drawn_in_part_and_walked_by_keys_to_its_first_word_and_back()
    {
        Chromium.Require();
        var texts = Texts.Of("tr");
        string? conversation = null;
        for (var i = 0; i < Turns; i++) conversation = await browser.Shared.SayOverRestAsync($"{texts["Quick_DryRun"]} #{i}", conversation);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot/audit", "tr-TR");
        var page = visit.Page;
        await page.EvaluateAsync("id => sessionStorage.setItem('spark-conversation', id)", conversation);
        await page.GotoAsync("/copilot-home");
        await visit.IsLiveAsync();
        var (log, said) = (page.Locator(".log"), page.Locator(".log .msg.person"));
        await Expect(said.Last).ToContainTextAsync($"#{Turns - 1}");
        Assert.InRange(int.Parse((await log.GetAttributeAsync("data-entries"))!, System.Globalization.CultureInfo.InvariantCulture), 200, 400);
        await AssertBoundedAsync(page);

        // Back to the first word: from the messages, the first stop of Tab leads on, again and again.
        var earlier = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^" + System.Text.RegularExpressions.Regex.Escape(texts["EarlierMessages"].Split('(')[0])) });
        await log.FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        for (var presses = 0; await earlier.CountAsync() > 0; presses++)
        {
            Assert.InRange(presses, 0, 20);
            await Expect(earlier).ToBeFocusedAsync();
            var (label, first) = (await earlier.InnerTextAsync(), said.First);
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".log .more", new() { HasTextString = label })).ToHaveCountAsync(0);
            await Expect(said.First).ToBeInViewportAsync();
            await AssertBoundedAsync(page);
        }
        await Expect(said.First).ToContainTextAsync("#0");
        await Expect(said.First).ToBeInViewportAsync();
        await Expect(log).ToBeFocusedAsync(); // the button has gone; the keyboard stays with the messages
        await Expect(page.Locator(".chat [role=status]").Last).ToContainTextAsync(texts["MessagesShown"].Split("{0}")[0].Split("{2}")[0]);
        await visit.AssertAccessibleAsync();

        await page.Button(texts["NewestMessages"]).PressAsync("Enter");
        await Expect(said.Last).ToContainTextAsync($"#{Turns - 1}");
        await Expect(said.Last).ToBeInViewportAsync();
        await page.Locator("#chat-box").FillAsync(texts["Quick_Risk"]);
        await page.Locator("#chat-box").PressAsync("Enter");
        await Expect(said.Last).ToContainTextAsync(texts["Quick_Risk"]);
        await Expect(log).ToHaveAttributeAsync("aria-busy", "false", new() { Timeout = 15_000 });
        await Expect(page.Locator(".log .msg.copilot").Last).ToBeInViewportAsync();
        await AssertBoundedAsync(page);
        visit.AssertClean();
    }

    private static async Task AssertDrawnAsync(ILocator rows, int most) => Assert.InRange(await rows.CountAsync(), 5, most);

    private static async Task AssertBoundedAsync(IPage page)
    {
        Assert.InRange(await page.Locator(".log > *").CountAsync(), 20, 62);
        Assert.InRange(await page.EvaluateAsync<int>("() => document.querySelectorAll('.log *').length"), 20, 2_500);
    }
}
