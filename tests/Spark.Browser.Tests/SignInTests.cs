using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>A service that needs keys.</summary>
[Collection(BrowserTests.Name)]
public sealed class SignInTests(BrowserFixture browser)
{
    private const string TraderKey = "a-traders-key-of-browser-tests", ViewerKey = "a-viewers-key-of-browser-tests";

    [Fact]
    public async Task A_key_is_asked_for_stands_in_no_address_and_its_role_holds_on_the_page()
    {
        Chromium.Require();
        await browser.WatchingAsync();
        await using var spark = await SparkService.StartAsync(new Dictionary<string, string>(BrowserFixture.Towards(browser.StandIn)) { ["SPARK_API_KEYS"] = $"alice:trader:{TraderKey},eve:viewer:{ViewerKey}" });
        foreach (var (language, scheme, key, mayAct) in ((string, ColorScheme, string, bool)[])[("en", ColorScheme.Dark, TraderKey, true), ("tr", ColorScheme.Light, ViewerKey, false)])
        {
            var texts = Texts.Of(language);
            await using var visit = await browser.OpenAsync(spark, "/copilot/audit", Texts.LocaleOf(language), scheme);
            var page = visit.Page;
            var addresses = new List<string>();
            page.Request += (_, request) => addresses.Add(request.Url);
            await visit.AssertAccessibleAsync();

            await page.GetByLabel(texts["ApiKey"]).FillAsync("a-key-that-nobody-has-here");
            await page.Button(texts["SignIn"]).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(texts["KeyUnknown"]);
            await page.GetByLabel(texts["ApiKey"]).FillAsync(key);
            await page.Button(texts["SignIn"]).ClickAsync();
            await visit.IsReadyAsync();
            Assert.EndsWith("/copilot/audit", page.Url, StringComparison.Ordinal);

            await page.GetByRole(AriaRole.Link, new() { Name = texts["Nav_Home"], Exact = true }).ClickAsync();
            await visit.IsLiveAsync();
            var box = page.Locator("#chat-box");
            if (mayAct) await Expect(box).ToBeEnabledAsync();
            else await Expect(box).ToBeDisabledAsync();
            await page.Button(texts["SignOut"]).ClickAsync();
            await Expect(page.GetByLabel(texts["ApiKey"])).ToBeVisibleAsync();
            Assert.DoesNotContain(addresses, address => address.Contains("key", StringComparison.OrdinalIgnoreCase) && address.Contains("-of-browser-tests", StringComparison.Ordinal));
            visit.AssertClean();
        }
    }
}
