using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Spark.Contracts.Security;
using Spark.Copilot.Plugins;
using Spark.Copilot.Tests.Http;
using Spark.Copilot.Tests.Services;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Tests.Mcp;

/// <summary>What another model's program sees of Spark, through a real client of the protocol on real sockets.</summary>
public sealed class McpOverHttpTests
{
    private const string Order = """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001}""";

    private const string RealOrder = """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001,"dryRun":false}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task There_is_one_tool_per_action_and_none_that_confirms()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        var tools = await client.ListToolsAsync(cancellationToken: Ct);

        Assert.Equal(ActionCatalogue.All.Select(action => action.Path).Order(), tools.Select(tool => tool.ProtocolTool.Title!).Order());
        foreach (var tool in tools.Select(tool => tool.ProtocolTool))
        {
            var effect = ActionPlugins.Of(tool.Title!).Definition.Effect;
            Assert.Equal(effect == ActionEffect.Read, tool.Annotations!.ReadOnlyHint);
            Assert.Equal(!effect.IsHarmless(), tool.Annotations.DestructiveHint);
            Assert.False(tool.InputSchema.GetProperty("additionalProperties").GetBoolean());
            Assert.DoesNotContain(tool.InputSchema.GetProperty("properties").EnumerateObject(), one => one.Name is "token" or "confirm" or "confirm_required" or "principal");
            Assert.False(string.IsNullOrWhiteSpace(tool.Description));
        }
        Assert.Contains("confirmUrl", client.ServerInstructions, StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Array, tools.Single(tool => tool.Name == "futures_order_place").ProtocolTool.InputSchema.GetProperty("required").ValueKind);
    }

    [Fact]
    public async Task A_read_answers_at_once_and_an_order_is_simulated_with_its_checks()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        var (account, _) = await client.CallAsync("futures_account", "{}", Ct);
        Assert.Equal("done", (string)account["status"]!);
        Assert.Equal(10_000m, (decimal)account["result"]!["account"]!["walletBalance"]!);
        var (order, failed) = await client.CallAsync("futures_order_place", Order, Ct);
        Assert.False(failed);
        Assert.True((bool)order["result"]!["simulated"]!);
        Assert.Contains("maxNotional", order["result"]!["evidence"]!["riskChecks"]!.ToJsonString(), StringComparison.Ordinal);
        var (canary, _) = await client.CallAsync("canary_run", Order, Ct);
        Assert.True((bool)canary["result"]!["evidence"]!["passed"]!);
    }

    [Fact]
    public async Task A_real_order_waits_for_a_person_and_the_answer_holds_an_address_and_no_token()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        foreach (var (tool, arguments) in ((string, string)[])[("futures_order_place", RealOrder), ("risk_circuit_breaker_close", "{}"), ("risk_record_pnl", """{"pnl":-1}""")])
        {
            var (answer, failed) = await client.CallAsync(tool, arguments, Ct);
            Assert.False(failed, answer.ToJsonString());
            Assert.Equal("awaitingConfirmation", (string)answer["status"]!);
            Assert.Contains("/copilot/confirmations/", (string)answer["confirmUrl"]!, StringComparison.Ordinal);
            Assert.DoesNotContain("token", answer.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal(0m, await copilot.Scenario.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task What_a_person_confirms_on_the_page_is_the_order_that_the_tool_proposed()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);
        var (answer, _) = await client.CallAsync("futures_order_place", RealOrder, Ct);
        var id = ((string)answer["confirmUrl"]!).Split('/')[^1];

        var confirmed = await copilot.Scenario.Executor.AsConfirmer().PostAsync($"/confirmations/{id}", """{"confirmer":"ada"}""", Ct);

        Assert.Equal(200, confirmed.Status);
        Assert.Equal(0.001m, await copilot.Scenario.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task Two_calls_that_close_everything_lead_to_one_page_and_each_can_still_be_confirmed_alone()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);
        var (orders, _) = await client.CallAsync("futures_order_cancel_all", "{\"dryRun\":false}", Ct);
        var alone = await copilot.Http.GetAsync(new Uri((string)orders["confirmUrl"]!).AbsolutePath, Ct);
        Assert.Equal(HttpStatusCode.OK, alone.StatusCode);
        var (positions, _) = await client.CallAsync("futures_position_close", "{\"dryRun\":false}", Ct);
        var pages = new[] { orders, positions }.Select(answer => new Uri((string)answer["confirmUrl"]!).AbsolutePath).ToArray();

        foreach (var page in pages)
        {
            var shown = await copilot.Http.GetAsync(page, Ct);
            Assert.Equal(HttpStatusCode.Redirect, shown.StatusCode);
            Assert.Equal($"{pages[0]}~{pages[1].Split('/')[^1]}", new Uri(copilot.Address, shown.Headers.Location!).AbsolutePath);
            Assert.Equal(HttpStatusCode.OK, (await copilot.Http.GetAsync(page + "?alone=true", Ct)).StatusCode);
        }
    }

    [Theory]
    [InlineData("confirm_required", "false")]
    [InlineData("confirmed", "true")]
    [InlineData("token", "\"abc\"")]
    [InlineData("X-Spark-Confirmation", "\"abc\"")]
    [InlineData("principal", "\"person\"")]
    public async Task No_argument_replaces_the_person(string name, string value)
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        var (answer, failed) = await client.CallAsync("futures_order_place", RealOrder[..^1] + $",\"{name}\":{value}}}", Ct);

        Assert.True(failed);
        Assert.Equal("InvalidParams", (string)answer["error"]!["error"]!);
        Assert.Empty(await copilot.Scenario.Exchange.TradesAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task Faulty_params_are_named_and_a_risk_limit_comes_with_its_numbers()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        var (faulty, isError) = await client.CallAsync("futures_order_place", """{"symbol":"BTCUSDT","side":"HOLD"}""", Ct);
        Assert.True(isError);
        Assert.Equal("InvalidParams", (string)faulty["error"]!["error"]!);
        Assert.Contains("side", faulty["error"]!["details"]!.ToJsonString(), StringComparison.Ordinal);
        var (unsaid, _) = await client.CallAsync("futures_order_place", """{"symbol":"BTCUSDT","side":"BUY","quantity":0.001,"dryRun":"maybe"}""", Ct);
        Assert.Equal("dryRun", (string)unsaid["error"]!["details"]![0]!["path"]!);
        var (large, _) = await client.CallAsync("futures_order_place", """{"symbol":"BTCUSDT","side":"BUY","quantity":10,"dryRun":false}""", Ct);
        Assert.Equal("MaxNotionalExceeded", (string)large["error"]!["error"]!);
        Assert.Equal(100m, (decimal)large["error"]!["limit"]!);
    }

    [Fact]
    public async Task The_brake_works_at_once()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        var (braked, _) = await client.CallAsync("risk_circuit_breaker_open", """{"reason":"smoke"}""", Ct);

        Assert.Equal("done", (string)braked["status"]!);
        Assert.True((await copilot.Scenario.Executor.GetAsync("/futures/risk/status", Ct)).At("circuitBreaker.open").GetBoolean());
    }

    [Fact]
    public async Task Calls_reach_the_executor_as_the_agent_and_through_the_kernels_filters()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        await client.CallAsync("canary_run", Order, Ct);

        var ran = (await copilot.Scenario.AuditAsync(Ct)).Single(record => record.GetProperty("kind").GetString() == "canary.ran");
        Assert.StartsWith("agent:", ran.GetProperty("actor").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_says_no_stops_the_call_and_its_words_stay_inside()
    {
        var reached = 0;
        await using var executor = await StandInExecutor.StartAsync(context =>
        {
            if (context.Request.Method == "POST") Interlocked.Increment(ref reached);
            return context.Response.WriteAsync("{}", context.RequestAborted);
        }, Ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, settings => settings,
            builder => builder.Services.AddSingleton<IFunctionInvocationFilter, ShutFilter>(), Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        var (answer, failed) = await client.CallAsync("futures_order_place", Order, Ct);

        Assert.True(failed);
        Assert.Equal(0, reached);
        Assert.DoesNotContain(ShutFilter.Inside, answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_an_executor_gave_an_agent_by_mistake_goes_no_further()
    {
        await using var executor = await StandInExecutor.SayingAsync(
            """{"error":"ConfirmationRequired","confirm_required":true,"confirmation":{"token":"leaked-token-value","expiresAt":"2026-11-23T00:00:00Z","summary":"BUY","confirmUrl":"http://localhost:3003/copilot/confirmations/x"}}""", Ct, 428);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        var (answer, _) = await client.CallAsync("futures_order_place", RealOrder, Ct);

        Assert.DoesNotContain("leaked-token-value", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outcome_that_is_not_known_is_told_as_unknown()
    {
        await using var executor = await StandInExecutor.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        }, Ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, Ct);
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        var (answer, _) = await client.CallAsync("canary_run", Order, Ct);

        Assert.Equal("ExecutorSilent", (string)answer["error"]!["error"]!);
        Assert.Contains("unknown", (string)answer["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    public async Task Other_web_pages_are_refused(string header, string value)
    {
        await using var executor = await StandInExecutor.SayingAsync("{}", Ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, Ct);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(copilot, (header, value)));
        Assert.NotEqual(HttpStatusCode.Forbidden, await PostAsync(copilot));
    }

    [Fact]
    public async Task Keys_hold_here_too_and_one_that_may_only_look_only_looks()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct, new ApiKeyEntry("eyes", "viewer", new ApiKey("viewer-key-of-16-letters")));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => McpTools.ConnectAsync(copilot.Http, Ct));
        copilot.Http.DefaultRequestHeaders.Authorization = new("Bearer", "viewer-key-of-16-letters");
        await using var client = await McpTools.ConnectAsync(copilot.Http, Ct);

        var (read, _) = await client.CallAsync("futures_health", "{}", Ct);
        var (brake, failed) = await client.CallAsync("risk_circuit_breaker_open", "{}", Ct);

        Assert.Equal("done", (string)read["status"]!);
        Assert.True(failed);
        Assert.Equal("Forbidden", (string)brake["error"]!["error"]!);
    }

    [Fact]
    public async Task A_request_larger_than_any_action_is_refused()
    {
        await using var executor = await StandInExecutor.SayingAsync("{}", Ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, Ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(new string(' ', 70_000), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        using var answer = await copilot.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> PostAsync(RunningCopilot copilot, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await copilot.Http.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    private sealed class ShutFilter : IFunctionInvocationFilter
    {
        public const string Inside = "internal-detail-of-a-rule";

        public Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next) => throw new InvalidOperationException(Inside);
    }
}
