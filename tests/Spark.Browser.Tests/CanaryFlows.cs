using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>A canary's life as a person sees it, from the sentence to how it ended.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class CanaryFlows(BrowserFixture browser)
{
    [Fact]
    public async Task A_canary_is_run_confirmed_watched_and_kept_and_one_that_fills_badly_is_taken_back_in_both_languages()
    {
        Chromium.Require();
        var spark = await browser.TradingAsync();
        await using var english = await browser.OpenAsync(spark, "/copilot-home", "en-US");
        await using var turkish = await browser.OpenAsync(spark, "/copilot-home", "tr-TR", ColorScheme.Light);
        foreach (var (visit, texts) in ((Visit, Texts)[])[(english, Texts.Of("en")), (turkish, Texts.Of("tr"))])
        {
            await visit.IsLiveAsync();
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = texts["Tab_canaries"] }).ClickAsync();
            await Expect(visit.Page.Locator("#tab-panel .empty")).ToHaveTextAsync(texts["NoCanaries"]);
            await visit.Page.EvaluateAsync(NotesStates);
        }

        // The first fills as its evidence said and stays within its bounds.
        await RunAsync(english, Texts.Of("en"));
        foreach (var (visit, texts) in ((Visit, Texts)[])[(english, Texts.Of("en")), (turkish, Texts.Of("tr"))])
        {
            await Expect(Row(visit, 0)).ToContainTextAsync(Opening(texts["CanaryWaits"]));
        }
        await ConfirmAsync(english, Texts.Of("en"), "confirm it");
        foreach (var (visit, texts) in ((Visit, Texts)[])[(english, Texts.Of("en")), (turkish, Texts.Of("tr"))])
        {
            await Expect(Row(visit, 0).Locator(".tag.ok")).ToHaveTextAsync(texts["Canary_passed"], new() { Timeout = 30_000 });
            await Expect(Row(visit, 0)).ToContainTextAsync(texts["CanaryKept"].Replace("{0}", "2", StringComparison.Ordinal));
            Assert.Contains(texts["Canary_applied"], await visit.Page.EvaluateAsync<string[]>("() => [...window.__states]"));
        }

        // The price moves away between the run and the confirmation: not far enough to void it, far enough to fill worse than its evidence allows.
        await RunAsync(turkish, Texts.Of("tr"));
        var mark = (decimal)(await spark.GetAsync("/futures/ticker?symbol=BTCUSDT"))["ticker"]!["markPrice"]!;
        await spark.MovePriceAsync("BTCUSDT", decimal.Round(mark * 1.0075m, 1));
        await ConfirmAsync(turkish, Texts.Of("tr"), "onayla");
        foreach (var (visit, texts) in ((Visit, Texts)[])[(english, Texts.Of("en")), (turkish, Texts.Of("tr"))])
        {
            await Expect(Row(visit, 0).Locator(".tag.bad")).ToHaveTextAsync(texts["Canary_rolledBack"], new() { Timeout = 30_000 });
            await Expect(Row(visit, 0)).ToContainTextAsync(Closing(texts["CanaryBound_slippage"]));
            await Expect(Row(visit, 0)).ToContainTextAsync(texts["CanaryTakenBack"].Replace("{0}", texts["Nav_Home"] == "Copilot" ? "0.001" : "0,001", StringComparison.Ordinal).Split("{1}")[0]);
            await visit.AssertAccessibleAsync();
            visit.AssertClean();
        }
        // What is left at the exchange is the first one's fill alone.
        var held = Assert.IsType<JsonObject>(Assert.Single((await spark.GetAsync("/futures/positions"))["positions"]!.AsArray()));
        Assert.Equal(0.001m, (decimal)held["quantity"]!);
    }

    // States that a row has shown, however briefly.
    private const string NotesStates = """
        () => {
          window.__states = new Set();
          const note = () => document.querySelectorAll('#tab-panel tbody td:nth-child(5)').forEach(cell => window.__states.add(cell.textContent.trim()));
          new MutationObserver(note).observe(document.getElementById('tab-panel'), { subtree: true, childList: true, characterData: true });
        }
        """;

    private static ILocator Row(Visit visit, int at) => visit.Page.Locator("#tab-panel tbody tr.row").Nth(at);

    private static async Task RunAsync(Visit visit, Texts texts)
    {
        await visit.Page.SayAsync(texts["Quick_Canary"]);
        var card = visit.Page.Cards().Last;
        await card.Button(texts["Run"]).ClickAsync();
        await Expect(card).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 15_000 });
        await Expect(card.Locator(".headline")).ToContainTextAsync(texts["CanaryPassed"]);
    }

    private static async Task ConfirmAsync(Visit visit, Texts texts, string words)
    {
        await visit.Page.SayAsync(words);
        var card = visit.Page.Cards().Last;
        await card.Button(texts["Confirm"] + "…").ClickAsync();
        var dialog = visit.Page.Locator("dialog.confirm");
        await Expect(dialog).ToBeVisibleAsync();
        await visit.Page.Locator("#confirm-word").FillAsync("BTCUSDT");
        await dialog.Button(texts["ConfirmOrder"]).ClickAsync();
        await Expect(card).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 20_000 });
    }

    // What a text says before its first number, and after its last.
    private static string Opening(string text) => Slot().Split(text)[0];

    private static string Closing(string text) => Slot().Split(text)[^1];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Slot();
}
