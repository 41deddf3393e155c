using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>Every state that a page can be in, as a visitor sees it; each in one language and theme, both over all.</summary>
[Collection(BrowserTests.Name)]
public sealed class StateTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("simulator", "en", ColorScheme.Dark)]
    [InlineData("testnet", "tr", ColorScheme.Light)]
    [InlineData("production", "en", ColorScheme.Light)]
    [InlineData("production", "tr", ColorScheme.Dark)]
    public async Task Each_venue_is_named_in_its_own_look_and_production_can_only_be_read(string venue, string language, ColorScheme scheme)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        var spark = await browser.WatchingAsync();
        browser.StandIn.Venue = venue;
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", Texts.LocaleOf(language), scheme);
        await visit.IsLiveAsync();

        await Expect(visit.Page.Locator($".venue.{venue}")).ToContainTextAsync(texts["Venue_" + venue], new() { Timeout = 15_000 });
        await visit.Page.SayAsync(language == "tr" ? "0,001 BTC al, gerçekten" : "buy 0.001 BTC for real");
        var confirm = visit.Page.Cards().GetByRole(AriaRole.Button, new() { Name = texts["Confirm"] + "…" });
        if (venue == "production")
        {
            await Expect(confirm).ToBeDisabledAsync();
            await Expect(visit.Page.Cards()).ToContainTextAsync(texts["ProductionReads"]);
        }
        else await Expect(confirm).ToBeEnabledAsync();
        await visit.AssertAccessibleAsync();
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en", ColorScheme.Dark)]
    [InlineData("tr", ColorScheme.Light)]
    public async Task What_is_wrong_is_told_while_it_lasts_and_goes_when_it_is_over(string language, ColorScheme scheme)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        var spark = await browser.WatchingAsync();
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", Texts.LocaleOf(language), scheme);
        await visit.IsLiveAsync();
        await Expect(visit.Page.Locator(".health-card").First).ToHaveAttributeAsync("data-level", "ok", new() { Timeout = 15_000 });

        foreach (var (notice, goesWrong) in Wrongs(browser.StandIn))
        {
            goesWrong();
            await Expect(visit.Page.Locator(".notice", new() { HasText = texts[notice] })).ToBeVisibleAsync(new() { Timeout = 15_000 });
            await visit.AssertAccessibleAsync();
            browser.StandIn.Reset();
            await Expect(visit.Page.Locator(".notice")).ToHaveCountAsync(0, new() { Timeout = 25_000 });
        }
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en", ColorScheme.Dark)]
    [InlineData("tr", ColorScheme.Light)]
    public async Task A_chart_without_candles_and_an_audit_that_is_silent_say_so_and_come_back_by_themselves(string language, ColorScheme scheme)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        var spark = await browser.WatchingAsync();
        browser.StandIn.Failing = "/futures/klines";
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", Texts.LocaleOf(language), scheme);
        var page = visit.Page;
        await Expect(page.Locator(".chart-box .empty")).ToHaveTextAsync(texts["NoCandles"], new() { Timeout = 15_000 });
        await visit.AssertAccessibleAsync();
        browser.StandIn.Failing = null;
        await visit.IsLiveAsync();
        await Expect(page.Locator(".chart-box .empty")).ToHaveCountAsync(0);

        browser.StandIn.Failing = "/audit";
        await page.GotoAsync("/copilot/audit");
        await Expect(page.Locator(".notice.bad", new() { HasText = texts["AuditSilent"] })).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await visit.AssertAccessibleAsync();
        browser.StandIn.Failing = null;
        await Expect(page.Locator(".notice.bad")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        await Expect(page.Locator(".records .empty")).ToHaveTextAsync(texts["AuditEmpty"]);
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("tr", ColorScheme.Dark)]
    public async Task A_page_that_failed_says_that_nothing_was_sent_and_is_tried_again(string language, ColorScheme scheme)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        var spark = await browser.WatchingAsync();
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", Texts.LocaleOf(language), scheme);
        var page = visit.Page;
        await visit.IsLiveAsync();

        browser.StandIn.Absurd = true;
        await browser.StandIn.StormAsync(50, TimeSpan.FromSeconds(1), ExecutorCalls.Ct);
        var failed = page.Locator(".panel.lonely[role=alert]");
        await Expect(failed.GetByRole(AriaRole.Heading)).ToHaveTextAsync(texts["PageFailed"], new() { Timeout = 15_000 });
        await Expect(page.Locator(".venue.simulator")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();

        browser.StandIn.Reset();
        await Expect(page.Locator(".notice.bad")).ToHaveCountAsync(0);
        await failed.Button(texts["TryAgain"]).ClickAsync();
        await Expect(page.Locator("#chat-box")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await visit.IsLiveAsync();
        visit.AssertClean();
    }

    [Fact]
    public async Task An_executor_that_never_answered_shows_that_it_loads_one_that_went_quiet_that_all_is_old_and_a_broken_history_says_so_in_both_languages()
    {
        Chromium.Require();
        await browser.WatchingAsync();
        await using var standIn = await StandInExecutor.StartAsync();
        await using var spark = await SparkService.StartAsync(BrowserFixture.Towards(standIn), brokenHistory: true);
        standIn.Hangs = true;
        await using var english = await browser.OpenAsync(spark, "/copilot-home", "en-US");
        await using var turkish = await browser.OpenAsync(spark, "/copilot-home", "tr-TR", ColorScheme.Light);
        (Visit Visit, Texts Texts)[] both = [(english, Texts.Of("en")), (turkish, Texts.Of("tr"))];
        foreach (var (visit, texts) in both)
        {
            await Expect(visit.Page.Locator(".health-card .big").First).ToHaveTextAsync(texts["Loading"]);
            await Expect(visit.Page.Locator("#tab-panel")).ToHaveAttributeAsync("aria-busy", "true");
            await Expect(visit.Page.Locator("#tab-panel .skeleton")).ToBeVisibleAsync();
            await visit.AssertAccessibleAsync();
        }

        standIn.Hangs = false;
        foreach (var (visit, _) in both)
        {
            await visit.IsLiveAsync();
            await Expect(visit.Page.Locator(".health-card").First).ToHaveAttributeAsync("data-level", "ok", new() { Timeout = 15_000 });
        }
        standIn.Hangs = true;
        foreach (var (visit, texts) in both)
        {
            await Expect(visit.Page.Locator(".notice.bad", new() { HasText = texts["DeskStale"] })).ToBeVisibleAsync(new() { Timeout = 40_000 });
            await Expect(visit.Page.Locator(".part-note")).ToContainTextAsync(texts["PartOld"]);
            await Expect(visit.Page.Locator(".health-card").First).ToHaveAttributeAsync("data-level", "bad");
        }
        foreach (var (visit, _) in both) await visit.AssertAccessibleAsync();
        standIn.Hangs = false;

        foreach (var (visit, texts) in both)
        {
            await visit.Page.Button(texts["History"]).ClickAsync();
            await Expect(visit.Page.Locator(".drawer.history .headline.bad")).ToContainTextAsync(texts["HistoryFailed"], new() { Timeout = 15_000 });
            await visit.AssertAccessibleAsync();
            visit.AssertClean();
        }
    }

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("tr", ColorScheme.Dark)]
    public async Task Positions_that_alone_can_not_be_read_are_shown_as_old_with_their_age_and_a_way_to_try_again(string language, ColorScheme scheme)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        var spark = await browser.WatchingAsync();
        browser.StandIn.Positions = 3;
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", Texts.LocaleOf(language), scheme);
        var page = visit.Page;
        await visit.IsLiveAsync();
        await Expect(page.Locator("#tab-panel tr.row")).ToHaveCountAsync(3, new() { Timeout = 15_000 });
        await Expect(page.Locator(".part-note")).ToHaveCountAsync(0, new() { Timeout = 15_000 });

        browser.StandIn.Failing = "/futures/positions";
        var note = page.Locator(".part-note");
        await Expect(note).ToContainTextAsync(texts["PartFailed_Positions"], new() { Timeout = 15_000 });
        await Expect(note.GetByTestId("part-age")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(texts["Stale"].Replace("{0}", @"\d+", StringComparison.Ordinal)));
        await Expect(page.Locator("#tab-panel[data-old] tr.row")).ToHaveCountAsync(3);
        await visit.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = texts["Tab_orders"] }).ClickAsync();
        await Expect(note).ToHaveCountAsync(0);
        await Expect(page.Locator("#tab-panel .empty")).ToHaveTextAsync(texts["NoOrders"]);
        await page.GetByRole(AriaRole.Tab, new() { Name = texts["Tab_positions"] }).ClickAsync();

        (browser.StandIn.Failing, browser.StandIn.Positions) = (null, 2);
        await note.Button(texts["TryAgain"]).ClickAsync();
        await Expect(note).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        await Expect(page.Locator("#tab-panel:not([data-old]) tr.row")).ToHaveCountAsync(2);
        visit.AssertClean();
    }

    [Theory]
    [InlineData("expired", "en", ColorScheme.Dark)]
    [InlineData("expired", "tr", ColorScheme.Light)]
    [InlineData("unknown", "tr", ColorScheme.Dark)]
    [InlineData("used", "en", ColorScheme.Light)]
    public async Task A_confirmation_that_is_over_explains_itself_and_offers_nothing_to_press(string reason, string language, ColorScheme scheme)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        var spark = await browser.WatchingAsync();
        browser.StandIn.Confirmation = reason;
        await using var visit = await browser.OpenAsync(spark, "/copilot/confirmations/c0ffee", Texts.LocaleOf(language), scheme);

        await Expect(visit.Page.Locator(".confirm p").First).ToHaveTextAsync(reason == "used" ? texts["AlreadyUsedSays"] : texts["Err_ConfirmationInvalid_" + reason]);
        await Expect(visit.Page.Locator(".btn.danger")).ToHaveCountAsync(0);
        await visit.AssertAccessibleAsync();
        visit.AssertClean();
    }

    [Theory]
    [InlineData("moved", "priceMoved", "en")]
    [InlineData("changed", "changed", "tr")]
    public async Task A_price_that_moved_or_a_content_that_changed_is_refused_at_the_last_moment_in_words(string state, string reason, string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        var spark = await browser.WatchingAsync();
        browser.StandIn.Confirmation = state;
        await using var visit = await browser.OpenAsync(spark, "/copilot/confirmations/c0ffee", Texts.LocaleOf(language));
        await visit.Page.Locator("#confirm-word").FillAsync("BTCUSDT");

        await visit.Page.Button(texts["ConfirmOrder"]).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = texts["NotCarriedOut"] })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".outcome")).ToContainTextAsync(texts["Err_ConfirmationInvalid_" + reason]);
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_first_visit_offers_three_things_to_try_that_fill_the_message(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", Texts.LocaleOf(language));
        await visit.IsLiveAsync();

        await Expect(visit.Page.Locator(".welcome .example")).ToHaveCountAsync(3);
        await visit.Page.Locator(".welcome .example").Nth(1).ClickAsync();
        await Expect(visit.Page.Locator("#chat-box")).ToHaveValueAsync(texts["Try_Canary"]);
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task Every_quick_command_fills_the_message_or_makes_its_action_at_once(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", Texts.LocaleOf(language));
        await visit.IsLiveAsync();

        foreach (var key in (string[])["Streams", "DryRun", "Canary", "Positions", "Risk", "CloseAll", "Brake"])
        {
            await visit.Page.Locator(".quick").Button(texts[$"Quick_{key}_Label"]).ClickAsync();
            await Expect(visit.Page.Locator("#chat-box")).ToHaveValueAsync(texts["Quick_" + key]);
        }
        await Expect(visit.Page.Locator(".msg")).ToHaveCountAsync(0);

        await visit.Page.Locator(".quick").Button(texts["AtOnce"]).ClickAsync();
        await visit.Page.Locator(".quick").Button(texts["Quick_DryRun_Label"]).ClickAsync();
        await Expect(visit.Page.Cards()).ToHaveAttributeAsync("data-state", "Ready");
        visit.AssertClean();
    }

    [Fact]
    public async Task A_long_list_of_fills_or_canaries_is_drawn_in_part_and_reached_to_its_end()
    {
        Chromium.Require();
        var spark = await browser.WatchingAsync();
        (browser.StandIn.Fills, browser.StandIn.Canaries) = (2000, 150);
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", "en-US");
        await visit.IsLiveAsync();

        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Fills" }).ClickAsync();
        await Expect(visit.Page.Locator("#tab-panel tr.row").First).ToBeVisibleAsync(new() { Timeout = 15_000 });
        Assert.InRange(await visit.Page.Locator("#tab-panel tr.row").CountAsync(), 5, 80);
        await visit.Page.Locator("#tab-panel").EvaluateAsync("panel => panel.scrollTo(0, panel.scrollHeight)");
        await Expect(visit.Page.Locator("#tab-panel tr.row").Last).ToContainTextAsync("65,000.0");

        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Canaries" }).ClickAsync();
        await Expect(visit.Page.Locator("#tab-panel table")).ToHaveAttributeAsync("aria-rowcount", "151");
        await Expect(visit.Page.Locator("#tab-panel tr.row").First).ToContainTextAsync("canary-");
        Assert.InRange(await visit.Page.Locator("#tab-panel tr.row").CountAsync(), 5, 80);
        await visit.Page.Locator("#tab-panel").EvaluateAsync("panel => panel.scrollTo(0, panel.scrollHeight)");
        await Expect(visit.Page.Locator("#tab-panel tr.row").Last).ToHaveAttributeAsync("aria-rowindex", "151");
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task Two_hundred_updates_a_second_leave_the_page_at_hand(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        var spark = await browser.WatchingAsync();
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", Texts.LocaleOf(language));
        await visit.IsLiveAsync();
        await Expect(visit.Page.Locator(".market .tag.ok")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await visit.Page.EvaluateAsync("() => { window.__long = []; new PerformanceObserver(list => window.__long.push(...list.getEntries().map(e => e.duration))).observe({ type: 'longtask' }); }");

        var storm = browser.StandIn.StormAsync(200, TimeSpan.FromSeconds(4), ExecutorCalls.Ct);
        var began = Stopwatch.GetTimestamp();
        foreach (var tab in ((string[])["Tab_fills", "Tab_canaries", "Tab_positions"]).Select(key => texts[key]))
        {
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Tab, new() { Name = tab })).ToHaveAttributeAsync("aria-selected", "true");
        }
        var clicks = Stopwatch.GetElapsedTime(began) / 3;
        await storm;

        var worst = await visit.Page.EvaluateAsync<double>("() => Math.max(0, ...window.__long)");
        var updates = int.Parse((await visit.Page.Locator(".chart").GetAttributeAsync("data-updates"))!, System.Globalization.CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage("200 updates/s: {0} chart updates, longest task {1:F0} ms, a click in {2:F0} ms", updates, worst, clicks.TotalMilliseconds);
        Assert.InRange(updates, 5, 60);
        Assert.True(worst < 250, $"a task of {worst:F0} ms held the page");
        Assert.True(clicks < TimeSpan.FromSeconds(1), $"a click took {clicks.TotalMilliseconds:F0} ms");
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("tr", ColorScheme.Dark)]
    public async Task A_browser_that_lost_its_server_says_so_and_comes_back_by_itself_when_the_server_does(string language, ColorScheme scheme)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await browser.WatchingAsync();
        var spark = await SparkService.StartAsync(BrowserFixture.Towards(browser.StandIn));
        await using var visit = await browser.OpenAsync(spark, "/copilot-home", Texts.LocaleOf(language), scheme);
        await visit.IsLiveAsync();

        await spark.KillAsync();
        var dialog = visit.Page.Locator("#components-reconnect-modal");
        await Expect(dialog).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(dialog).ToContainTextAsync(texts["Reconnect_First"]);
        await Expect(dialog.Locator("p:visible")).ToHaveCountAsync(1);
        await visit.AssertAccessibleAsync();
        await spark.DisposeAsync();

        await using var again = await SparkService.StartAsync(BrowserFixture.Towards(browser.StandIn), port: new Uri(spark.Url).Port);
        await Expect(dialog).Not.ToBeVisibleAsync(new() { Timeout = 30_000 });
        await visit.IsLiveAsync();
    }

    private static IEnumerable<(string Notice, Action GoesWrong)> Wrongs(StandInExecutor executor) =>
    [
        ("BreakerOpen", () => executor.BreakerOpen = true),
        ("MarketStreamDown", () => executor.MarketDown = true),
        ("UserStreamDown", () => executor.UserDown = true),
        ("FeedDown", () => executor.HubDown = true),
        ("ExecutorDown", () => executor.Down = true),
    ];
}
