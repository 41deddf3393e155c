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
    [InlineData("/copilot-home")]
    [InlineData("/strategy-lab-copilot")]
    [InlineData("/copilot/batches")]
    [InlineData("/copilot/audit")]
    public async Task A_phone_shows_the_page_without_scrolling_sideways(string path)
    {
        Chromium.Require();
        await using var visit = await browser.OpenAsync(browser.Shared, path, "tr-TR", width: 360, height: 740);
        await visit.IsReadyAsync();

        Assert.InRange(await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 300, 360);
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
