using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>Batches and the audit.</summary>
[Collection(BrowserTests.Name)]
public sealed class ToolPageFlows(BrowserFixture browser)
{
    private const string Simulation = """{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001},"dryRun":true,"confirm_required":false}""";

    private const string Cancel = """{"action":"/futures/order.cancelAll","params":{"symbol":"ETHUSDT"},"dryRun":false,"confirm_required":true}""";

    private const string EveryOrder = """{"action":"/futures/order.cancelAll","params":{},"dryRun":false,"confirm_required":true}""";

    private const string EveryPosition = """{"action":"/futures/position.close","params":{},"dryRun":false,"confirm_required":true}""";

    private const string Faulty = """{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","quantity":-1},"dryRun":true,"confirm_required":false}""";

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_batch_is_judged_line_by_line_run_with_progress_confirmed_where_it_is_live_and_its_results_are_downloaded(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot/batches", Texts.LocaleOf(language));
        var page = visit.Page;
        await visit.IsReadyAsync();
        var rows = page.Locator(".lines tbody tr:has(th)");
        await Expect(page.Locator(".batch-out .empty")).ToHaveTextAsync(texts["BatchEmpty"]);

        await page.Locator("#batch-text").FillAsync($"{Simulation}\n{Faulty}\n{Cancel}\nnot json");
        await Expect(rows).ToHaveCountAsync(4);
        await Expect(rows.Nth(0)).ToContainTextAsync(texts["Valid"]);
        await Expect(rows.Nth(1)).ToContainTextAsync("params.quantity");
        await Expect(rows.Nth(1)).ToContainTextAsync(texts["Kind_positive"]);
        await Expect(rows.Nth(2).Locator(".tag.live")).ToBeVisibleAsync();
        await Expect(rows.Nth(3)).ToContainTextAsync(texts["Invalid"]);
        await visit.AssertAccessibleAsync();

        await page.GetByLabel(texts["Mode_Execute"]).CheckAsync();
        await page.GetByLabel(texts["StopOnError"]).UncheckAsync();
        await page.Locator(".controls .btn.danger").ClickAsync();
        await Expect(rows.Nth(0)).ToContainTextAsync(texts["Batch_Done"], new() { Timeout = 15_000 });
        await Expect(rows.Nth(1)).ToContainTextAsync(texts["Batch_Failed"]);
        await rows.Nth(2).GetByRole(AriaRole.Button, new() { Name = texts["Confirm"] }).ClickAsync();
        var dialog = page.Locator("dialog.confirm");
        await Expect(dialog).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await dialog.Button(texts["ConfirmAct"]).ClickAsync();
        await Expect(rows.Nth(2)).ToContainTextAsync(texts["Batch_Done"], new() { Timeout = 15_000 });

        var download = await page.RunAndWaitForDownloadAsync(() => page.Button(texts["BatchDownload"]).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), ExecutorCalls.Ct);
        Assert.Equal(["done", "failed", "done", "failed"], lines.Select(line => (string?)JsonNode.Parse(line)!["status"]));
        Assert.EndsWith(".ndjson", download.SuggestedFilename, StringComparison.Ordinal);
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task Two_lines_that_close_everything_are_shown_and_confirmed_once_whichever_button_is_pressed(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot/batches", Texts.LocaleOf(language));
        var page = visit.Page;
        await visit.IsReadyAsync();
        var rows = page.Locator(".lines tbody tr:has(th)");
        await page.Locator("#batch-text").FillAsync($"{EveryOrder}\n{EveryPosition}");
        await page.GetByLabel(texts["Mode_Execute"]).CheckAsync();
        await page.Locator(".controls .btn.danger").ClickAsync();

        await rows.Nth(1).GetByRole(AriaRole.Button, new() { Name = texts["Confirm"] }).ClickAsync();
        var dialog = page.Locator("dialog.confirm");
        await Expect(dialog).ToContainTextAsync(texts["ConfirmTogether"], new() { Timeout = 15_000 });
        await Expect(dialog.Locator(".sheet")).ToHaveCountAsync(2);
        await Expect(dialog.GetByRole(AriaRole.Link, new() { Name = texts["ConfirmAlone"] })).ToHaveCountAsync(2);
        await visit.AssertAccessibleAsync();
        await dialog.Button(texts["ConfirmAct"]).ClickAsync();

        for (var row = 0; row < 2; row++) await Expect(rows.Nth(row)).ToContainTextAsync(texts["Batch_Done"], new() { Timeout = 15_000 });
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_dropped_file_is_read_a_long_one_is_drawn_in_part_and_a_run_can_be_stopped(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot/batches", Texts.LocaleOf(language));
        var page = visit.Page;
        await visit.IsReadyAsync();

        await page.EvaluateAsync("""
            line => {
              const files = new DataTransfer();
              files.items.add(new File([(line + '\n').repeat(3000)], 'night.ndjson'));
              document.getElementById('batch-text').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
            }
            """, Simulation);
        await Expect(page.Locator(".progress")).ToContainTextAsync(texts["BatchValid"].Replace("{0}", "3000", StringComparison.Ordinal).Replace("{1}", "3000", StringComparison.Ordinal), new() { Timeout = 20_000 });
        await Expect(page.Locator(".lines tbody tr:has(th)").First).ToBeVisibleAsync();
        Assert.InRange(await page.Locator(".lines tbody tr:has(th)").CountAsync(), 10, 100);

        await page.GetByRole(AriaRole.Button, new() { Name = texts["BatchSimulate"].Replace("{0}", "3000", StringComparison.Ordinal) }).ClickAsync();
        await Expect(page.Locator("progress")).Not.ToHaveAttributeAsync("value", "0");
        await page.Locator(".controls .stop").ClickAsync();
        await Expect(page.Locator(".progress")).ToContainTextAsync(new System.Text.RegularExpressions.Regex(texts["BatchStopped"].Replace("{0}", "[0-9]+", StringComparison.Ordinal)));
        await Expect(page.Button(texts["BatchDownload"])).ToBeEnabledAsync();
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task The_audit_is_filtered_by_type_symbol_outcome_time_and_text_and_a_record_opens_whole(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await browser.Shared.PostAsync("/futures/order.place", """{"symbol":"ETHUSDT","side":"SELL","quantity":0.03}""");
        await browser.Shared.PostAsync("/futures/order.place", """{"symbol":"BTCUSDT","side":"BUY","quantity":9,"dryRun":false}""");
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot/audit", Texts.LocaleOf(language));
        var page = visit.Page;
        await visit.IsReadyAsync();
        var rows = page.Locator(".records tbody tr:has(th)");

        await page.GetByLabel(texts["Kind"], new() { Exact = true }).SelectOptionAsync("Risk");
        await Expect(rows.First).ToContainTextAsync("MaxNotionalExceeded");
        await page.GetByLabel(texts["Symbol"], new() { Exact = true }).SelectOptionAsync("ETHUSDT");
        await Expect(page.Locator(".records .empty")).ToHaveTextAsync(texts["AuditNone"]);
        await page.GetByLabel(texts["Kind"], new() { Exact = true }).SelectOptionAsync("Orders");
        await page.GetByLabel(texts["Outcome"], new() { Exact = true }).SelectOptionAsync("Simulated");
        await Expect(rows.First).ToContainTextAsync("SELL 0.03 ETHUSDT");
        await page.GetByLabel(texts["To"], new() { Exact = true }).FillAsync("2020-01-01T00:00:01");
        await Expect(page.Locator(".records .empty")).ToBeVisibleAsync();
        await page.GetByLabel(texts["To"], new() { Exact = true }).FillAsync("");
        await page.GetByLabel(texts["Contains"], new() { Exact = true }).FillAsync("nothing says this");
        await Expect(page.Locator(".records .empty")).ToBeVisibleAsync();
        await page.GetByLabel(texts["Contains"], new() { Exact = true }).FillAsync("ethusdt");

        await rows.First.Locator(".row-open").ClickAsync();
        var drawer = page.Locator(".drawer[open]");
        await Expect(drawer.Locator("pre")).ToContainTextAsync("\"ETHUSDT\"");
        await Expect(drawer).ToContainTextAsync(texts["ChainedBy"]);
        await visit.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToHaveCountAsync(0);

        // What happens now appears by itself.
        var shown = await rows.CountAsync();
        await browser.Shared.PostAsync("/futures/order.place", """{"symbol":"ETHUSDT","side":"SELL","quantity":0.03}""");
        await Expect(rows).ToHaveCountAsync(shown + 1, new() { Timeout = 10_000 });
        visit.AssertClean();
    }
}
