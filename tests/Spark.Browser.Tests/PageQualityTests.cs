using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>What holds for both pages whoever looks at them and however.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageQualityTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("/copilot-home", ColorScheme.Dark, "en-US")]
    [InlineData("/copilot-home", ColorScheme.Light, "tr-TR")]
    [InlineData("/strategy-lab-copilot", ColorScheme.Dark, "tr-TR")]
    [InlineData("/strategy-lab-copilot", ColorScheme.Light, "en-US")]
    [InlineData("/copilot/batches", ColorScheme.Dark, "en-US")]
    [InlineData("/copilot/batches", ColorScheme.Light, "tr-TR")]
    [InlineData("/copilot/audit", ColorScheme.Dark, "tr-TR")]
    [InlineData("/copilot/audit", ColorScheme.Light, "en-US")]
    public async Task A_page_has_no_accessibility_fault_no_error_and_asks_nothing_of_another_machine(string path, ColorScheme scheme, string locale)
    {
        Chromium.Require();
        await using var visit = await browser.OpenAsync(browser.Shared, path, locale, scheme);
        await visit.IsReadyAsync();

        await visit.AssertAccessibleAsync();

        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", scheme == ColorScheme.Dark ? "dark" : "light");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", locale[..2]);
        visit.AssertClean();
    }

    [Theory]
    [InlineData("/copilot-home", "tr", ColorScheme.Dark, 360)]
    [InlineData("/copilot-home", "en", ColorScheme.Light, 390)]
    [InlineData("/strategy-lab-copilot", "tr", ColorScheme.Light, 360)]
    [InlineData("/copilot/batches", "tr", ColorScheme.Dark, 360)]
    [InlineData("/copilot/audit", "en", ColorScheme.Dark, 390)]
    public async Task A_phone_shows_the_page_and_what_is_done_on_it_without_scrolling_sideways(string path, string language, ColorScheme scheme, int width)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, path, Texts.LocaleOf(language), scheme, width, 800);
        var page = visit.Page;
        await visit.IsReadyAsync();
        if (path == "/copilot/batches") await page.Locator("#batch-text").FillAsync("""{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","quantity":-1},"dryRun":true,"confirm_required":false}""");
        else if (path == "/copilot-home")
        {
            await page.SayAsync(texts["Quick_DryRun"]);
            await page.Cards().Button(texts["Run"]).ClickAsync();
            await Expect(page.Cards()).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 15_000 });
        }

        await Expect(page.Locator(path switch { "/copilot/batches" => ".lines tbody th", "/copilot-home" => ".outcome .checks", _ => "main .panel" }).First).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 300, width);
        visit.AssertClean();
    }

    [Theory]
    [InlineData("tr", ColorScheme.Dark, 360)]
    [InlineData("en", ColorScheme.Light, 390)]
    public async Task A_phone_shows_what_is_to_be_confirmed_with_what_it_changes_from_and_to(string language, ColorScheme scheme, int width)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        var spark = await browser.WatchingAsync();
        browser.StandIn.Confirmation = "moved";
        await using var visit = await browser.OpenAsync(spark, "/copilot/confirmations/c0ffee", Texts.LocaleOf(language), scheme, width, 800);
        var page = visit.Page;

        await Expect(page.Locator(".figures > div", new() { HasText = texts["Position"] }).Locator(".num")).ToHaveTextAsync(language == "tr" ? ["-0,002", "-0,001"] : ["-0.002", "-0.001"]);
        await Expect(page.Locator(".figures > div", new() { HasText = texts["Margin"] }).Locator(".num")).ToHaveTextAsync(language == "tr" ? ["26,00", "13,00"] : ["26.00", "13.00"]);
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 300, width);
        await page.Locator("#confirm-word").ScrollIntoViewIfNeededAsync();
        await visit.AssertAccessibleAsync();
        visit.AssertClean();
    }

    [Fact]
    public async Task Language_and_theme_are_switched_in_the_header_and_stay()
    {
        Chromium.Require();
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", "en-US");
        await visit.IsLiveAsync();

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "TR", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sohbet" })).ToBeVisibleAsync();
        await visit.Page.Locator("[data-theme-switch]").ClickAsync();
        await visit.Page.ReloadAsync();

        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "tr");
        await visit.IsLiveAsync();
        visit.AssertClean();
    }

    [Fact]
    public async Task The_address_of_the_service_leads_to_the_copilot()
    {
        Chromium.Require();
        await using var visit = await browser.OpenAsync(browser.Shared, "/", "en-US");

        Assert.EndsWith("/copilot-home", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quick_command_fills_the_message_and_sends_nothing()
    {
        Chromium.Require();
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", "en-US");
        await visit.IsLiveAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Brake" }).ClickAsync();

        await Expect(visit.Page.Locator("#chat-box")).ToHaveValueAsync("Open the circuit breaker");
        await Expect(visit.Page.Locator("#chat-box")).ToBeFocusedAsync();
        await Expect(visit.Page.Locator(".msg")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Health_cards_turn_from_loading_to_what_the_executor_says()
    {
        Chromium.Require();
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", "en-US");
        await visit.IsLiveAsync();

        await Expect(visit.Page.Locator(".health-card").First).ToHaveAttributeAsync("data-level", "ok", new() { Timeout = 15_000 });
        await Expect(visit.Page.Locator(".venue.simulator")).ToBeVisibleAsync();
    }
}
