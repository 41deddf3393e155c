using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spark.Copilot.Tests.Services;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Tests.Http;

public sealed class ActionsOverHttpTests
{
    private const string Ticker = """{"action":"/futures/ticker","params":{"symbol":"BTCUSDT"},"dryRun":true,"confirm_required":false}""";

    private const string RealOrder = """{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001},"dryRun":false,"confirm_required":true}""";

    private const string Faulty = """{"action":"/futures/order.place","params":{"symbol":"BTCUSDT"},"dryRun":true,"confirm_required":false}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_catalogue_has_every_action_with_its_schema()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var actions = JsonNode.Parse(await copilot.Http.GetStringAsync("/copilot/actions/catalogue", Ct))!["actions"]!.AsArray();
        Assert.Equal(ActionCatalogue.All.Select(action => action.Path), actions.Select(action => (string)action!["action"]!));
        Assert.All(actions, action => Assert.NotNull(action!["schema"]!["properties"]!["params"]));
    }

    [Fact]
    public async Task Validation_judges_each_action_and_carries_out_none()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var (_, one) = await copilot.PostAsync("/copilot/actions/validate", RealOrder, Ct);
        Assert.True((bool)one["valid"]!);
        var (_, many) = await copilot.PostAsync("/copilot/actions/validate", $"[{Ticker},{Faulty}]", Ct);
        Assert.Equal([true, false], many["verdicts"]!.AsArray().Select(verdict => (bool)verdict!["valid"]!));
        Assert.Contains("side", many["verdicts"]![1]!["violations"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_simulates_unless_it_is_told_to_execute_and_then_a_real_order_waits()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var simulated = await copilot.RunAsync("", $"[{Ticker},{RealOrder}]", Ct);
        Assert.Equal(["done", "done"], simulated.Select(line => (string)line["status"]!));
        Assert.True((bool)simulated[1]["result"]!["simulated"]!);
        var executed = await copilot.RunAsync("?mode=execute", $"{Ticker}\n{RealOrder}\n", Ct, "application/x-ndjson");
        Assert.Equal("awaitingConfirmation", (string)executed[1]["status"]!);
        Assert.Contains("/copilot/confirmations/", (string)executed[1]["confirmUrl"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("token\":\"", executed[1].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_failed_line_the_rest_is_skipped_or_goes_on_as_asked()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var lines = $"{Ticker}\n{Faulty}\nnot json\n{Ticker}\n";
        var stopped = await copilot.RunAsync("", lines, Ct, "application/x-ndjson");
        Assert.Equal(["done", "failed", "skipped", "skipped"], stopped.Select(line => (string)line["status"]!));
        var going = await copilot.RunAsync("?onError=continue", lines, Ct, "application/x-ndjson");
        Assert.Equal(["done", "failed", "failed", "done"], going.Select(line => (string)line["status"]!));
        Assert.Equal([0, 1, 2, 3], going.Select(line => (int)line["index"]!));
    }

    [Fact]
    public async Task Each_line_has_a_key_of_its_own()
    {
        var keys = new ConcurrentQueue<string>();
        await using var executor = await StandInExecutor.StartAsync(context =>
        {
            if (context.Request.Headers["Idempotency-Key"] is [{ } key]) keys.Enqueue(key);
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"ok":true}""");
        }, Ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, Ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/copilot/actions/run") { Content = new StringContent($"[{Ticker},{Ticker}]", Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "night");
        using var answer = await copilot.Http.SendAsync(request, Ct);
        await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(["night:0", "night:1"], keys);
    }

    [Theory]
    [InlineData("?mode=yolo", "mode")]
    [InlineData("?onError=panic", "onError")]
    [InlineData("?speed=1", "speed")]
    public async Task An_unknown_way_to_run_is_refused(string query, string field)
    {
        await using var executor = await StandInExecutor.SayingAsync("{}", Ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, Ct);
        using var content = new StringContent("[]", Encoding.UTF8, "application/json");
        using var answer = await copilot.Http.PostAsync("/copilot/actions/run" + query, content, Ct);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(field, (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["details"]![0]!["path"]!);
    }

    [Fact]
    public async Task An_executor_that_is_gone_fails_the_line_and_says_that_nothing_was_sent()
    {
        var gone = new Copilot.Hosting.ExecutorAddress(RunningCopilot.FreeAddress(), "key");
        await using var copilot = await RunningCopilot.StartAsync(gone, Ct);
        using var content = new StringContent(Ticker, Encoding.UTF8, "application/json");
        using var answer = await copilot.Http.PostAsync("/copilot/actions/run", content, Ct);
        var line = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal("failed", (string)line["status"]!);
        Assert.Equal("ExecutorUnreachable", (string)line["error"]!["error"]!);
    }
}
