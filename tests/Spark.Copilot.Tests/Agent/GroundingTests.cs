using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Tests.Agent;

public sealed class GroundingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("buy 0.01 btc", """{"symbol":"ETHUSDT","side":"BUY","quantity":0.01}""", "symbol")]
    [InlineData("buy 0.01 btc", """{"symbol":"BTCUSDT","side":"SELL","quantity":0.01}""", "side")]
    [InlineData("buy 0.01 btc", """{"symbol":"BTCUSDT","side":"BUY","quantity":0.1}""", "quantity")]
    [InlineData("65.000'den 0,01 btc al", """{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":0.01,"price":65}""", "price")]
    [InlineData("buy 0.01 btc", """{"symbol":"BTCUSDT","side":"BUY","type":"STOP_MARKET","quantity":0.01,"stopPrice":90000}""", "stopPrice")]
    [InlineData("buy 0.01 btc", """{"symbol":"BTCUSDT","side":"BUY","quantity":0.01,"clientOrderId":"free-1"}""", "clientOrderId")]
    public async Task What_nobody_said_is_left_out_and_the_reply_says_so(string words, string call, string named)
    {
        await using var world = AgentWorld.With(new ScriptedModel(ScriptedModel.Calls(("futures-order_place", call)), ScriptedModel.Says("Well.")));
        var reply = await world.SayAsync(words, Ct);
        Assert.Empty(reply.Actions);
        Assert.Contains(named, reply.Reply, StringComparison.Ordinal);
        Assert.Empty(world.Runner.Ran);
    }

    [Fact]
    public async Task Every_param_of_a_card_says_where_it_comes_from()
    {
        await using var world = AgentWorld.Offline();
        var first = await world.SayAsync("limit sell 0.1 eth at 3900", Ct);
        Assert.Equal(["words", "words", "words", "words", "words"], new[] { "symbol", "side", "type", "quantity", "price" }.Select(name => first.Actions[0].Provenance[name]));
        var second = await world.SayAsync("make that 3,950", first.ConversationId, Ct);
        Assert.Equal("conversation", second.Actions[0].Provenance["symbol"]);
        Assert.Equal("words", second.Actions[0].Provenance["price"]);
        Assert.Equal("conversation", (string?)second.ToJson()["provenance"]![second.Actions[0].Id]!["quantity"]);
        var canary = await world.SayAsync("canary: buy 0.001 btc", Ct);
        Assert.Equal("default", canary.Actions[0].Provenance["scope"]);
        Assert.Equal("default", canary.Actions[0].Provenance["type"]);
    }

    [Fact]
    public async Task A_number_of_the_exchange_may_be_used_in_the_turn_that_read_it()
    {
        var model = new ScriptedModel(
            ScriptedModel.Calls(("futures-positions", """{"symbol":"ETHUSDT"}""")),
            ScriptedModel.Calls(("futures-order_place", """{"symbol":"ETHUSDT","side":"SELL","quantity":0.37}""")),
            ScriptedModel.Says("There."));
        await using var world = AgentWorld.With(model);
        world.Runner.Answer = _ => JsonNode.Parse("""{"positions":[{"symbol":"ETHUSDT","side":"LONG","quantity":0.37}]}""")!.AsObject();
        var reply = await world.SayAsync("simulate selling as much eth as I have", Ct);
        Assert.Equal("exchange", reply.Actions[1].Provenance["quantity"]);
    }

    [Fact]
    public async Task A_model_that_says_it_was_done_is_not_believed()
    {
        await using var world = AgentWorld.With(new ScriptedModel(ScriptedModel.Says("Your order has been placed and filled at 72,000.")));
        var events = await world.EventsAsync(new ChatRequest("buy 0.01 btc for real"), Ct);
        Assert.DoesNotContain("filled", ((ChatEvent.Done)events[^1]).Reply.Reply, StringComparison.Ordinal);
        Assert.DoesNotContain("filled", string.Concat(events.OfType<ChatEvent.Delta>().Select(delta => delta.Text)), StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", ((ChatEvent.Done)events[^1]).Reply.Reply, StringComparison.Ordinal);
    }
}
