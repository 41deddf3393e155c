using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>No mouse, from the first key to a filled order.</summary>
[Collection(BrowserTests.Name)]
public sealed class KeyboardWalk(BrowserFixture browser)
{
    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_person_without_a_mouse_asks_runs_confirms_and_reads(string language)
    {
        Chromium.Require();
        var (texts, words) = (Texts.Of(language), Words.Of(language));
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", words.Locale);
        var page = visit.Page;
        await visit.IsLiveAsync();
        var keys = page.Keyboard;

        // Before everything else stands a link past the header.
        await TabToAsync(page, page.Locator(".skip"), backwards: true);
        await keys.PressAsync("Enter");

        // "?" lists the keys.
        await keys.PressAsync("?");
        await Expect(page.Locator("dialog.keys")).ToBeVisibleAsync();
        await Expect(page.Locator("dialog.keys")).ToContainTextAsync(texts["KeysRule"]);
        await visit.AssertAccessibleAsync();
        await keys.PressAsync("Escape");
        await Expect(page.Locator("dialog.keys")).Not.ToBeVisibleAsync();

        await keys.PressAsync("/");
        await Expect(page.Locator("#chat-box")).ToBeFocusedAsync();
        await keys.TypeAsync("?"); // while typing it is a letter
        await Expect(page.Locator("dialog.keys")).Not.ToBeVisibleAsync();
        await keys.PressAsync("Backspace");
        await keys.TypeAsync(texts["Quick_DryRun"]);
        await keys.PressAsync("Enter");
        var card = page.Cards().First;
        await TabToAsync(page, card.Button(texts["Run"]), backwards: true);
        await keys.PressAsync("Enter");
        await Expect(card).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 15_000 });

        await keys.PressAsync("/");
        await keys.TypeAsync(words.RealSentence);
        await keys.PressAsync("Enter");
        var live = page.Cards().Nth(1);
        await TabToAsync(page, live.Button(words.Confirm), backwards: true);
        await keys.PressAsync("Enter");
        var dialog = page.Locator("dialog.confirm");
        await Expect(dialog).ToBeVisibleAsync();
        await TabToAsync(page, page.Locator("#confirm-word"), backwards: false);
        await keys.TypeAsync("BTCUSDT");
        var send = dialog.Button(words.SendOrder);
        await Expect(send).ToBeEnabledAsync();
        await TabToAsync(page, send, backwards: false);
        await keys.PressAsync("Enter");
        await Expect(dialog).ToBeVisibleAsync();
        await keys.PressAsync("Space");
        await Expect(live).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 15_000 });

        await TabToAsync(page, page.Locator("#tab-positions"), backwards: false);
        await keys.PressAsync("ArrowRight");
        await Expect(page.Locator("#tab-orders")).ToBeFocusedAsync();
        await keys.PressAsync("ArrowRight");
        await Expect(page.Locator("#tab-fills")).ToBeFocusedAsync();
        await Expect(page.Locator("#tab-panel tr.row").First).ToBeVisibleAsync();

        await TabToAsync(page, page.Locator(".bell"), backwards: true);
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".drawer.inbox")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(page.Locator(".bell")).ToBeFocusedAsync();
        visit.AssertClean();
    }

    private static async Task TabToAsync(IPage page, ILocator target, bool backwards)
    {
        await Expect(target).ToBeVisibleAsync(new() { Timeout = 15_000 });
        for (var i = 0; i < 80; i++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
        }
        Assert.Fail($"{target} can't be reached by Tab.");
    }
}
