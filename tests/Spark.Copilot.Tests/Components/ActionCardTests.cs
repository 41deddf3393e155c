using System.Globalization;
using System.Text.Json.Nodes;
using Bunit;
using Spark.Copilot.Components.Chat;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Tests.Components;

public sealed class ActionCardTests : PageContext
{
    [Fact]
    public void A_simulation_offers_Run_and_never_Confirm()
    {
        var card = Show(new ChatItem.Proposed(Cards.Buy(dryRun: true)));

        Assert.Equal(["Run", "Dismiss"], Buttons(card));
        Assert.Equal("Place order", card.Find("h3").TextContent);
        Assert.Contains("simulation", card.Find("header").TextContent);
    }

    [Fact]
    public void A_live_order_offers_Confirm_and_never_Run()
    {
        var card = Show(new ChatItem.Proposed(Cards.Buy(dryRun: false)));

        Assert.Equal(["Confirm…", "Dismiss"], Buttons(card));
        Assert.Contains("live", card.Find("header").TextContent);
    }

    [Fact]
    public void The_JSON_is_the_contracts_envelope_and_nothing_more()
    {
        var card = Show(new ChatItem.Proposed(Cards.Buy(dryRun: true)));

        var json = JsonNode.Parse(card.Find("pre").TextContent)!.AsObject();

        Assert.Equal(["action", "params", "dryRun", "confirm_required", "reason"], json.Select(member => member.Key));
    }

    [Theory]
    [InlineData("en", "your words", "this conversation")]
    [InlineData("tr", "sözlerinizden", "konuşmadan")]
    public void Each_param_says_where_it_comes_from(string language, string words, string conversation)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var traced = Cards.Buy(dryRun: true) with { Provenance = new Dictionary<string, string> { ["quantity"] = "words", ["symbol"] = "conversation" } };

        var card = Show(new ChatItem.Proposed(traced));

        Assert.Equal([conversation, words], card.FindAll(".params .source").Select(source => source.TextContent));
    }

    [Fact]
    public void A_card_whose_params_were_not_traced_says_nothing_of_their_source() =>
        Assert.Empty(Show(new ChatItem.Proposed(Cards.Buy(dryRun: true))).FindAll(".source"));

    [Fact]
    public void A_card_that_breaks_the_schema_names_the_fault_and_can_not_be_run()
    {
        var faulty = Cards.Buy(dryRun: true) with { Valid = false, Violations = [new Violation("InvalidParams", "params.quantity", "-1 is not allowed: more than 0.")] };

        var card = Show(new ChatItem.Proposed(faulty));

        Assert.Equal(["Dismiss"], Buttons(card));
        Assert.Contains("params.quantity", card.Find(".violations").TextContent);
        Assert.Contains("-1 is not allowed", card.Find(".violations").TextContent);
    }

    [Fact]
    public void A_person_who_may_only_look_can_press_nothing()
    {
        var card = Render<ActionCardView>(with => with.Add(view => view.Item, new ChatItem.Proposed(Cards.Buy(dryRun: true))).Add(view => view.ReadOnly, true));

        Assert.True(card.Find("button.primary").HasAttribute("disabled"));
    }

    [Fact]
    public void A_result_shows_each_check_with_its_limit_and_observed_value()
    {
        var card = Show(new ChatItem.Proposed(Cards.Buy(dryRun: true)) { State = CardState.Done, Result = Cards.DryRunAnswer });

        Assert.Contains("nothing was sent", card.Find(".headline.ok").TextContent);
        var rows = card.FindAll(".checks tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Contains("Order notional", rows[0].TextContent);
        Assert.Equal(["65.0125", "100", "34.9875"], rows[0].QuerySelectorAll("td.num").Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData(true, "Passes all 2 checks")]
    [InlineData(false, "1 of 2 checks fail")]
    public void An_order_that_nobody_has_run_shows_each_check_with_its_limit_and_observed_value(bool passed, string says)
    {
        var item = new ChatItem.Proposed(Cards.Buy(dryRun: false)) { Checking = CheckState.Known, Checks = new CardChecks(Proposals.Evidence(passed).Checks, passed, Clock.GetUtcNow()) };

        var card = Show(item);

        Assert.Contains(says, card.Find(".checked summary").TextContent);
        Assert.Equal(2, card.FindAll(".checks tbody tr").Count);
        Assert.Contains("100", card.FindAll(".checks tbody tr")[0].TextContent);
        Assert.Equal(["Confirm…", "Dismiss"], Buttons(card));
    }

    [Theory]
    [InlineData(true, CheckState.Asked, "Checking")]
    [InlineData(true, CheckState.Failed, "after Run")]
    [InlineData(false, CheckState.Failed, "with the confirmation")]
    public void Checks_that_are_not_there_are_never_taken_for_passed(bool dryRun, CheckState state, string says)
    {
        var card = Show(new ChatItem.Proposed(Cards.Buy(dryRun)) { Checking = state });

        Assert.Contains(says, card.Find(".checking").TextContent);
        Assert.Empty(card.FindAll(".checked"));
        Assert.Contains(Buttons(card), button => button is "Run" or "Confirm…");
    }

    [Fact]
    public void A_card_that_can_not_be_run_is_dismissed()
    {
        var dismissed = false;
        var faulty = new ChatItem.Proposed(Cards.Buy(dryRun: true) with { Valid = false });
        var card = Render<ActionCardView>(with => with.Add(view => view.Item, faulty).Add(view => view.OnDismiss, () => dismissed = true));

        card.FindAll("footer > button")[^1].Click();

        Assert.True(dismissed);
    }

    [Fact]
    public void A_refusal_names_the_check_that_failed_and_its_numbers()
    {
        var refused = JsonNode.Parse("""
            {"error":"MaxNotionalExceeded","message":"too large","limit":100,"observed":800000,"check":"maxNotional","timestamp":"2026-11-22T12:00:00Z",
             "failures":[{"name":"maxNotional","passed":false,"limit":100,"observed":800000,"error":"MaxNotionalExceeded"}]}
            """)!.AsObject();

        var card = Show(new ChatItem.Proposed(Cards.Buy(dryRun: false)) { State = CardState.Refused, Result = refused });

        Assert.Equal("The order is larger than the limit", card.Find(".headline.bad").TextContent);
        Assert.Contains("800,000", card.Find(".checks tr.failed").TextContent);
        Assert.Contains("refused", card.Find("header").TextContent);
    }

    [Fact]
    public void An_unknown_outcome_is_shown_as_neither_done_nor_failed()
    {
        var unknown = new JsonObject { ["error"] = "ExecutionUnknown", ["clientOrderId"] = "spk-1" };

        var card = Show(new ChatItem.Proposed(Cards.Buy(dryRun: false)) { State = CardState.Unknown, Result = unknown });

        Assert.Contains("outcome unknown", card.Find("header").TextContent);
        Assert.Contains("spk-1", card.Markup);
        Assert.Empty(card.FindAll(".headline.ok, .headline.bad"));
        Assert.Empty(Buttons(card));
    }

    [Fact]
    public void A_cancel_that_left_an_order_behind_is_not_shown_as_done()
    {
        var partly = JsonNode.Parse("""
            {"ok":false,"dryRun":false,"timestamp":"2026-11-22T12:00:00Z","orders":[
              {"symbol":"BTCUSDT","clientOrderId":"spk-1","result":"canceled"},{"symbol":"ETHUSDT","clientOrderId":"spk-2","result":"failed","message":"-1001"}]}
            """)!.AsObject();

        var card = Show(new ChatItem.Proposed(Cards.Buy(dryRun: false)) { State = CardState.Partly, Result = partly });

        Assert.Contains("Only part of it was done", card.Find(".headline.warn").TextContent);
        Assert.Contains("partly done", card.Find("header").TextContent);
        Assert.Equal(["cancelled", "failed"], card.FindAll(".cancels .tag").Select(tag => tag.TextContent));
        Assert.Empty(Buttons(card));
    }

    [Fact]
    public async Task Params_are_edited_on_the_card_and_the_edited_card_is_judged_again()
    {
        ActionCard? edited = null;
        var card = Render<ActionCardView>(with => with.Add(view => view.Item, new ChatItem.Proposed(Cards.Buy(dryRun: true))).Add(view => view.OnChange, changed => edited = changed));
        await card.FindAll("footer > button")[1].ClickAsync();

        card.Find("#edit-a1-quantity").Input("0,002");
        await card.Find("form.editor").SubmitAsync();
        Assert.False(edited!.Valid);
        Assert.Equal("params.quantity", edited.Violations[0].Path);

        await card.FindAll("footer > button")[1].ClickAsync();
        card.Find("#edit-a1-quantity").Input("0.002");
        await card.Find("form.editor").SubmitAsync();
        Assert.True(edited.Valid);
        Assert.Equal("""{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.002}""", edited.Params.ToJsonString());
        Assert.Equal("edited", edited.Provenance["quantity"]);
    }

    [Fact]
    public void The_command_line_sends_exactly_the_cards_envelope_and_names_no_key()
    {
        var tricky = Cards.Buy(dryRun: false) with { Reason = "it's real" };

        Assert.Equal("""curl -s http://localhost:4001/actions -H 'Content-Type: application/json' -H "Authorization: Bearer $SPARK_KEY" """
            + """-d '{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001},"dryRun":false,"confirm_required":true,"reason":"it'\''s real"}'""",
            Curl.Of(tricky, Executor.Url, keyNeeded: true));
    }

    [Fact]
    public void A_card_from_history_can_not_be_pressed()
    {
        var card = Show(new ChatItem.Proposed(Cards.Buy(dryRun: false)) { State = CardState.Past });

        Assert.Empty(Buttons(card));
        Assert.Contains("from history", card.Find("header").TextContent);
    }

    [Fact]
    public void Markup_in_a_cards_words_is_shown_as_text()
    {
        var hostile = Cards.Buy(dryRun: true) with { Reason = "<img src=x onerror=alert(1)>", Params = new JsonObject { ["<script>"] = "<script>alert(1)</script>" } };

        var card = Show(new ChatItem.Proposed(hostile));

        Assert.Empty(card.FindAll("img, script"));
        Assert.Contains("<img src=x", card.Find(".why").TextContent);
    }

    private IRenderedComponent<ActionCardView> Show(ChatItem.Proposed item) => Render<ActionCardView>(with => with.Add(view => view.Item, item));

    private static string[] Buttons(IRenderedComponent<ActionCardView> card) => [.. card.FindAll("footer > button").Select(button => button.TextContent)];
}
