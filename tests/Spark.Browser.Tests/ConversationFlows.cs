using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spark.Browser.Tests;

/// <summary>What a person does with messages, cards and earlier conversations.</summary>
[Collection(BrowserTests.Name)]
public sealed class ConversationFlows(BrowserFixture browser)
{
    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_message_is_edited_and_sent_again_and_what_it_had_proposed_is_withdrawn(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", Texts.LocaleOf(language));
        var page = visit.Page;
        await visit.IsLiveAsync();
        await page.SayAsync(texts["Quick_DryRun"]);
        await Expect(page.Cards()).ToHaveCountAsync(1);

        await page.Locator(".said button").ClickAsync();
        await Expect(page.Locator("#chat-box")).ToHaveValueAsync(texts["Quick_DryRun"]);
        await Expect(page.Locator(".editing")).ToContainTextAsync(texts["EditingMessage"]);
        await visit.AssertAccessibleAsync();
        await page.SayAsync(texts["Quick_Canary"]);

        await Expect(page.Cards()).ToHaveCountAsync(2);
        await Expect(page.Cards().Nth(0)).ToHaveAttributeAsync("data-state", "Dismissed");
        await Expect(page.Cards().Nth(1)).ToHaveAttributeAsync("data-state", "Ready");
        await Expect(page.Locator(".said[data-replaced]")).ToContainTextAsync(texts["Edited"]);
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_card_is_edited_by_its_fields_judged_again_and_copied_as_json_and_as_a_command(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", Texts.LocaleOf(language));
        var page = visit.Page;
        await visit.IsLiveAsync();
        await page.SayAsync(texts["Quick_DryRun"]);
        var card = page.Cards();
        await Expect(card.Locator(".source").First).ToBeVisibleAsync();

        await card.Button(texts["EditCard"]).ClickAsync();
        var quantity = card.GetByLabel(texts["Param_quantity"]);
        await Expect(quantity).ToBeFocusedAsync();
        await quantity.FillAsync("much");
        await card.Button(texts["EditSave"]).ClickAsync();
        await Expect(card).ToHaveAttributeAsync("data-state", "Invalid");
        await Expect(card.Locator(".violations")).ToContainTextAsync("params.quantity");
        await Expect(card.Locator(".violations")).ToContainTextAsync(texts["Kind_positive"]);
        await Expect(card.Button(texts["Run"])).ToHaveCountAsync(0);

        await card.Button(texts["EditCard"]).ClickAsync();
        await card.GetByLabel(texts["Param_quantity"]).FillAsync("0.001");
        await card.GetByLabel(texts["Param_side"]).SelectOptionAsync("SELL");
        await visit.AssertAccessibleAsync();
        await card.Button(texts["EditSave"]).ClickAsync();
        await Expect(card.Locator(".source", new() { HasText = texts["Source_edited"] })).ToHaveCountAsync(2);
        await card.Button(texts["Run"]).ClickAsync();
        await Expect(card).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 15_000 });
        await Expect(card.Locator(".checks thead")).ToContainTextAsync(texts["Distance"]);

        await card.Locator("footer details summary").ClickAsync();
        await card.Button(texts["CopyJson"]).ClickAsync();
        await Expect(card.Button(texts["Copied"])).ToBeVisibleAsync();
        var json = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Equal("SELL", (string?)JsonNode.Parse(json)!["params"]!["side"]);
        await card.Button(texts["CopyCurl"]).ClickAsync();
        await Expect(card.Button(texts["CopyJson"])).ToBeVisibleAsync();
        var curl = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.StartsWith($"curl -s {browser.Shared.Executor}/actions -H 'Content-Type: application/json' -d '{{\"action\":\"/futures/order.place\"", curl, StringComparison.Ordinal);
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_conversation_comes_back_after_a_reload_and_from_the_history_and_is_deleted_for_good(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", Texts.LocaleOf(language));
        var page = visit.Page;
        await visit.IsLiveAsync();
        var sentence = texts["Quick_Canary"] + " !";
        await page.SayAsync(sentence);

        await page.ReloadAsync();
        await visit.IsLiveAsync();
        await Expect(page.Locator(".msg.person")).ToHaveCountAsync(1);
        await Expect(page.Cards()).ToHaveAttributeAsync("data-state", "Past");
        await Expect(page.Cards().Button(texts["Run"])).ToHaveCountAsync(0);

        await page.Button(texts["NewChat"]).ClickAsync();
        await Expect(page.Locator(".welcome")).ToBeVisibleAsync();
        await page.Button(texts["History"]).ClickAsync();
        var drawer = page.Locator(".drawer.history");
        var entry = drawer.Locator(".entry", new() { HasText = sentence });
        await Expect(entry).ToHaveCountAsync(1);
        await visit.AssertAccessibleAsync();
        await entry.Locator(".open").ClickAsync();
        await Expect(drawer).Not.ToBeVisibleAsync();
        await Expect(page.Locator(".msg.person")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(System.Text.RegularExpressions.Regex.Escape(sentence)));

        await page.Button(texts["History"]).ClickAsync();
        await drawer.GetByLabel($"{texts["Delete"]}: {sentence}").ClickAsync();
        await drawer.Button(texts["Delete"]).ClickAsync();
        await Expect(entry).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".welcome")).ToBeVisibleAsync();
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_suggestion_comes_as_a_toast_makes_its_draft_in_one_click_and_is_dismissed_in_the_inbox(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot/audit", Texts.LocaleOf(language));
        var page = visit.Page;
        await visit.IsReadyAsync();

        await browser.Shared.PostAsync("/canary/run", """{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","quantity":0.001}""");
        var toast = page.Locator(".toast .suggestion").First;
        await Expect(toast).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await toast.Locator("summary").ClickAsync();
        await Expect(toast.Locator(".why p")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await toast.Button(texts["MakeDraft"]).ClickAsync();

        // The audit has no chat: the way leads to the copilot, where the draft lies as a live card.
        await Expect(page.Cards()).ToHaveAttributeAsync("data-state", "Ready");
        Assert.EndsWith("/copilot-home", page.Url, StringComparison.Ordinal);
        await Expect(page.Cards().Locator(".source").First).ToHaveTextAsync(texts["Source_suggestion"]);
        // A page that has just come puts the focus once.
        await page.WaitForFunctionAsync("document.activeElement !== document.body");

        await page.Locator(".bell").ClickAsync();
        var inbox = page.Locator(".drawer.inbox");
        await Expect(inbox.Locator(".suggestion").First).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        while (await inbox.Locator(".suggestion:not(.alert)").CountAsync() is > 0 and var left)
        {
            await inbox.Locator(".suggestion:not(.alert) .buttons .quiet").First.ClickAsync();
            await Expect(inbox.Locator(".suggestion:not(.alert)")).ToHaveCountAsync(left - 1);
        }
        await Expect(inbox).ToContainTextAsync(texts["NoSuggestions"]);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".bell")).ToBeFocusedAsync();
        visit.AssertClean();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_confirmation_that_waits_elsewhere_is_told_on_every_page_until_it_is_answered(string language)
    {
        Chromium.Require();
        var texts = Texts.Of(language);
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", Texts.LocaleOf(language));
        var page = visit.Page;
        await visit.IsLiveAsync();

        var id = await browser.Shared.ProposeOverRestAsync("""{"action":"/futures/order.cancelAll","params":{"symbol":"BTCUSDT"},"dryRun":false,"confirm_required":true}""");
        var notice = page.Locator($"[data-waiting='{id}']");
        await Expect(notice).ToContainTextAsync(texts["WaitsElsewhere"].Replace("{0}", "1", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Link, new() { Name = texts["Nav_Batches"] }).ClickAsync();
        await Expect(notice).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();

        var other = await page.RunAndWaitForPopupAsync(() => notice.GetByRole(AriaRole.Link, new() { Name = texts["LookAtIt"] }).ClickAsync());
        await other.Button(texts["ConfirmAct"]).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = texts["CarriedOut"] })).ToBeVisibleAsync();
        await Expect(notice).ToHaveCountAsync(0);
        visit.AssertClean();
    }

    [Fact]
    public async Task What_a_script_proposed_straight_to_the_executor_is_told_on_the_page_too_and_goes_when_the_script_confirms_it()
    {
        Chromium.Require();
        var texts = Texts.Of("tr");
        await using var visit = await browser.OpenAsync(browser.Shared, "/copilot-home", "tr-TR");
        var page = visit.Page;
        await visit.IsLiveAsync();

        const string setting = """{"symbol":"ETHUSDT","leverage":3}""";
        var asked = (await browser.Shared.PostAsync("/futures/leverage.set", setting))["confirmation"]!;
        var (id, token) = ((string)asked["id"]!, (string)asked["token"]!);
        var notice = page.Locator($"[data-waiting='{id}']");
        await Expect(notice).ToContainTextAsync((string)asked["summary"]!, new() { Timeout = 15_000 });
        await Expect(notice).ToContainTextAsync($"{texts["ProposedBy"]} person:local");
        await visit.AssertAccessibleAsync();
        Assert.DoesNotContain(token, await page.ContentAsync(), StringComparison.Ordinal);

        await browser.Shared.ConfirmByTokenAsync("/futures/leverage.set", setting, token);
        await Expect(notice).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        visit.AssertClean();
    }

    [Fact]
    public async Task A_streaming_answer_can_be_stopped_by_a_button_in_place_of_Send_in_both_languages()
    {
        Chromium.Require();
        await using var model = await SlowModel.StartAsync();
        await using var spark = await SparkService.StartAsync(new Dictionary<string, string>(BrowserFixture.Towards(await StandAsync()))
        {
            ["SPARK_LLM_ENDPOINT"] = model.Url + "/v1",
            ["SPARK_LLM_MODEL"] = "slow",
        });
        foreach (var (language, sentence) in ((string, string)[])[("en", "tell me something about my positions"), ("tr", "bana pozisyonlarımdan söz et")])
        {
            var texts = Texts.Of(language);
            await using var visit = await browser.OpenAsync(spark, "/copilot-home", Texts.LocaleOf(language));
            var page = visit.Page;
            await visit.IsLiveAsync();

            await page.Locator("#chat-box").FillAsync(sentence);
            await page.Locator("#chat-box").PressAsync("Enter");
            await page.Locator(".composer").Button(texts["Stop"]).ClickAsync(new() { Timeout = 15_000 });

            await Expect(page.Locator(".msg.copilot[data-state=Stopped]")).ToContainTextAsync(texts["Stopped"]);
            await Expect(page.Button(texts["Send"])).ToBeVisibleAsync();
            await Expect(page.Locator(".msg.copilot").Button(texts["AskAgain"])).ToBeVisibleAsync();
            visit.AssertClean();
        }
    }

    private async Task<StandInExecutor> StandAsync()
    {
        await browser.WatchingAsync();
        return browser.StandIn;
    }
}
