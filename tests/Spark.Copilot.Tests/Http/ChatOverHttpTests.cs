using System.Text;
using System.Text.Json.Nodes;
using Spark.Contracts.Security;

namespace Spark.Copilot.Tests.Http;

public sealed class ChatOverHttpTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("BTC ve ETH akışlarını başlat, sonra 0,001 BTC al, önce simüle et", "tr")]
    [InlineData("start BTC and ETH streams, then simulate buying 0.001 BTC", "en")]
    public async Task A_sentence_becomes_two_cards_and_nothing_is_carried_out(string sentence, string language)
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var reply = await copilot.ChatAsync(sentence, Ct);
        Assert.Equal(language, (string)reply["language"]!);
        Assert.Equal("offline", (string)reply["engine"]!);
        Assert.Equal(["/futures/ws.start", "/futures/order.place"], reply["actions"]!.AsArray().Select(action => (string)action!["action"]!));
        Assert.All(reply["actions"]!.AsArray(), action => Assert.True((bool)action!["valid"]!));
        Assert.All(reply["actions"]!.AsArray(), action => Assert.Null(action!["result"]));
    }

    [Fact]
    public async Task A_read_comes_back_with_the_executors_answer()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var reply = await copilot.ChatAsync("what's my balance?", Ct);
        Assert.Equal(10_000m, (decimal)reply["actions"]![0]!["result"]!["account"]!["walletBalance"]!);
        Assert.Contains("10,000", (string)reply["reply"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_brake_opens_at_once_when_it_is_asked_for()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await copilot.ChatAsync("devre kesiciyi aç", Ct);
        var risk = await copilot.Scenario.Executor.GetAsync("/futures/risk/status", Ct);
        Assert.True(risk.At("circuitBreaker.open").GetBoolean());
    }

    [Fact]
    public async Task Who_may_only_look_gets_the_brake_as_a_card()
    {
        var key = ApiKey.Mint();
        await using var copilot = await TalkingCopilot.StartAsync(Ct, new ApiKeyEntry("eye", "viewer", new ApiKey(key)));
        copilot.Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var reply = await copilot.ChatAsync("hit the brakes", Ct);
        Assert.Null(reply["actions"]![0]!["result"]);
        var batch = await copilot.RunAsync("?mode=execute", """[{"action":"/futures/risk/circuit-breaker/open","params":{},"dryRun":false,"confirm_required":false}]""", Ct);
        Assert.Equal("Forbidden", (string)batch[0]["error"]!["error"]!);
        var risk = await copilot.Scenario.Executor.GetAsync("/futures/risk/status", Ct);
        Assert.False(risk.At("circuitBreaker.open").GetBoolean());
    }

    [Fact]
    public async Task Events_come_as_they_happen_and_end_with_the_whole()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/copilot/chat");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Content = new StringContent("""{"message":"price of btc and simulate selling 0.001 btc"}""", Encoding.UTF8, "application/json");
        using var answer = await copilot.Http.SendAsync(request, Ct);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        var events = (await answer.Content.ReadAsStringAsync(Ct)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => (Name: text.Split('\n')[0]["event: ".Length..], Data: JsonNode.Parse(text.Split('\n')[1]["data: ".Length..])!)).ToList();
        Assert.Equal(["action", "action"], events.Select(happened => happened.Name).Where(name => name == "action"));
        Assert.Contains("delta", events.Select(happened => happened.Name));
        Assert.Equal("done", events[^1].Name);
        Assert.Equal(2, events[^1].Data["actions"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"message":"hi","mode":"live"}""", 400, "mode")]
    [InlineData("""{"message":5}""", 400, "message")]
    [InlineData("""{"message":"hi","message":"ho"}""", 400, "body")]
    [InlineData("""{"message":"hi","language":"de"}""", 400, "language")]
    [InlineData("""[]""", 400, "body")]
    [InlineData("""{"message":"hi" """, 400, "body")]
    public async Task Bad_input_gets_one_clear_error_that_names_the_field(string body, int status, string field)
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var (answered, error) = await copilot.PostAsync("/copilot/chat", body, Ct);
        Assert.Equal(status, answered);
        Assert.Equal("InvalidParams", (string)error["error"]!);
        Assert.Equal(field, (string)error["details"]![0]!["path"]!);
    }

    [Fact]
    public async Task A_conversation_is_listed_read_and_deleted()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var id = (string)(await copilot.ChatAsync("eth kaç para?", Ct))["conversationId"]!;
        var second = await copilot.ChatAsync("peki ya sol?", Ct, id);
        Assert.Equal("SOLUSDT", (string)second["actions"]![0]!["params"]!["symbol"]!);
        var read = JsonNode.Parse(await copilot.Http.GetStringAsync($"/copilot/conversations/{id}", Ct))!;
        Assert.Equal(["eth kaç para?", "peki ya sol?"], read["messages"]!.AsArray().Select(turn => (string)turn!["message"]!));
        Assert.Contains(id, await copilot.Http.GetStringAsync("/copilot/conversations", Ct), StringComparison.Ordinal);
        Assert.Equal(204, (int)(await copilot.Http.DeleteAsync($"/copilot/conversations/{id}", Ct)).StatusCode);
        Assert.Equal(404, (int)(await copilot.Http.GetAsync($"/copilot/conversations/{id}", Ct)).StatusCode);
        var (status, _) = await copilot.PostAsync("/copilot/chat", $$"""{"message":"and btc?","conversationId":"{{id}}"}""", Ct);
        Assert.Equal(404, status);
    }

    [Fact]
    public async Task Yes_confirm_typed_while_a_real_order_waits_confirms_nothing()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var reply = await copilot.ChatAsync("sell 0.001 btc for real", Ct);
        var card = reply["actions"]![0]!.ToJsonString();
        var waiting = await copilot.RunAsync("?mode=execute", card, Ct);
        Assert.Equal("awaitingConfirmation", (string)waiting[0]["status"]!);
        var id = (string)reply["conversationId"]!;
        foreach (var words in new[] { "yes confirm", "confirm it", "evet, onaylıyorum", "the confirmation is " + (string)waiting[0]["confirmUrl"]! }) await copilot.ChatAsync(words, Ct, id);
        var orders = await copilot.Scenario.Executor.GetAsync("/futures/openOrders", Ct);
        var positions = await copilot.Scenario.Executor.GetAsync("/futures/positions", Ct);
        Assert.Equal(0, orders.At("orders").GetArrayLength());
        Assert.Equal(0, positions.At("positions").GetArrayLength());
    }
}
