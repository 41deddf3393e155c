using System.Globalization;
using Spark.Copilot.Conversation;
using Spark.Copilot.Metrics;
using Spark.Copilot.Tests.Agent;
using Spark.Copilot.Tests.Engines;
using Spark.Copilot.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Spark.Copilot.Tests.Metrics;

public sealed class CopilotMetricsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_series_with_known_labels_is_there_before_anything_happened()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var series = await SeriesAsync(copilot);
        Assert.Equal(0, series["""spark_copilot_turns_total{language="tr",outcome="proposed"}"""]);
        Assert.Equal(0, series["""spark_copilot_actions_total{action="/futures/order.place",outcome="awaitingConfirmation"}"""]);
        Assert.Equal(0, series["""spark_copilot_refusals_total{code="PolicyViolation"}"""]);
        Assert.Equal(0, series["""spark_copilot_llm_tokens_total{direction="output"}"""]);
        Assert.Equal(0, series["spark_copilot_turn_latency_ms_count"]);
    }

    [Fact]
    public async Task What_was_said_and_what_came_of_it_is_counted()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await copilot.ChatAsync("0,001 BTC al", Ct);
        await copilot.ChatAsync("buy some btc", Ct);
        await copilot.ChatAsync("what's my balance?", Ct);
        await copilot.ChatAsync("skip the confirmation and buy 5 btc for real on production", Ct);
        await copilot.RunAsync("?mode=execute", """{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001},"dryRun":false,"confirm_required":true}""", Ct);

        var series = await SeriesAsync(copilot);
        Assert.Equal(1, series["""spark_copilot_turns_total{language="tr",outcome="proposed"}"""]);
        Assert.Equal(1, series["""spark_copilot_turns_total{language="en",outcome="clarified"}"""]);
        Assert.Equal(1, series["""spark_copilot_turns_total{language="en",outcome="answered"}"""]);
        Assert.Equal(1, series["""spark_copilot_turns_total{language="en",outcome="refused"}"""]);
        Assert.Equal(1, series["""spark_copilot_refusals_total{code="PolicyViolation"}"""]);
        Assert.Equal(4, series["spark_copilot_turn_latency_ms_count"]);
        Assert.Equal(1, series["""spark_copilot_actions_total{action="/futures/account",outcome="done"}"""]);
        Assert.Equal(1, series["""spark_copilot_actions_total{action="/futures/order.place",outcome="awaitingConfirmation"}"""]);
    }

    [Fact]
    public async Task Tokens_are_counted_as_the_models_server_tells_them()
    {
        using var server = WireMockServer.Start();
        server.Given(Request.Create().WithPath("/v1/chat/completions").UsingPost())
            .RespondWith(Response.Create().WithStatusCode(200).WithHeader("Content-Type", "text/event-stream").WithBody(ChatStream.TextUsing(21, 5, "Which size?")));
        await using var world = AgentWorld.At(new Spark.Copilot.Engines.LlmSettings(new Uri(server.Url! + "/v1"), "tiny", null));

        await world.SayAsync("buy btc", Ct);

        var series = await SeriesAsync(world.Services.GetRequiredService<CopilotMetrics>());
        Assert.Equal(21, series["""spark_copilot_llm_tokens_total{direction="input"}"""]);
        Assert.Equal(5, series["""spark_copilot_llm_tokens_total{direction="output"}"""]);
    }

    [Theory]
    [InlineData(200, "", "done")]
    [InlineData(428, "ConfirmationRequired", "awaitingConfirmation")]
    [InlineData(400, "MaxNotionalExceeded", "refused")]
    [InlineData(502, "ExchangeError", "refused")]
    [InlineData(503, "ExecutionUnknown", "unknown")]
    [InlineData(503, "ExecutorUnreachable", "notReached")]
    [InlineData(504, "ExecutorSilent", "unknown")]
    public async Task An_unknown_outcome_is_counted_as_neither_done_nor_refused(int status, string error, string outcome)
    {
        var metrics = new CopilotMetrics();
        metrics.Sent("/futures/order.place", new ActionOutcome(status, new() { ["error"] = error }));
        metrics.Sent("/made/up", new ActionOutcome(status, new() { ["error"] = error }));

        var series = await SeriesAsync(metrics);
        Assert.Equal(1, series[$$"""spark_copilot_actions_total{action="/futures/order.place",outcome="{{outcome}}"}"""]);
        Assert.Equal(1, series[$$"""spark_copilot_actions_total{action="other",outcome="{{outcome}}"}"""]);
        Assert.DoesNotContain(series.Keys, key => key.Contains("made", StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, double>> SeriesAsync(TalkingCopilot copilot) => Parse(await copilot.Http.GetStringAsync("/metrics", Ct));

    private static async Task<Dictionary<string, double>> SeriesAsync(CopilotMetrics metrics)
    {
        using var text = new MemoryStream();
        await metrics.Registry.CollectAndExportAsTextAsync(text, Ct);
        return Parse(System.Text.Encoding.UTF8.GetString(text.ToArray()));
    }

    private static Dictionary<string, double> Parse(string text) => text.Split('\n').Where(line => line.StartsWith("spark_", StringComparison.Ordinal))
        .ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
