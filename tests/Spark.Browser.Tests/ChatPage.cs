using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>What a person does in the chat.</summary>
internal static class ChatPage
{
    public static ILocator Cards(this IPage page) => page.Locator("article.action");

    public static async Task SayAsync(this IPage page, string text)
    {
        var said = await page.Locator(".msg.person").CountAsync();
        await page.Locator("#chat-box").FillAsync(text);
        await page.Locator("#chat-box").PressAsync("Enter");
        await Expect(page.Locator(".msg.person")).ToHaveCountAsync(said + 1);
        await Expect(page.Locator(".log")).ToHaveAttributeAsync("aria-busy", "false", new() { Timeout = 15_000 });
    }

    public static ILocator Button(this ILocator within, string name) => within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
