using Microsoft.Extensions.DependencyInjection;
using Spark.Contracts;
using Spark.Copilot.Feed;
using Spark.Copilot.Hosting;
using Spark.Copilot.Suggestions;
using Spark.Copilot.Tests.Http;
using Spark.Copilot.Tests.Services;
using Spark.Testing.Scenarios;

namespace Spark.Copilot.Tests.Suggestions;

/// <summary>What was alerted of while nobody looked, over a real executor.</summary>
public sealed class AlertsBeforePagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alert_that_came_while_no_page_was_open_is_in_the_inbox_of_the_first_page_once()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var (desk, inbox) = (copilot.Services.GetRequiredService<Desk>(), copilot.Services.GetRequiredService<SuggestionDesk>());
        await UntilAsync(() => desk.Now.Link == LinkState.Live);
        Assert.False(desk.IsWatched);
        var heard = new TaskCompletionSource<AlertEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        inbox.Alerted += alert => heard.TrySetResult(alert);

        await copilot.Scenario.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-60}""", Ct);

        Assert.Equal("CircuitBreakerOpen", (await heard.Task.WaitAsync(TimeSpan.FromSeconds(25), Ct)).Code);
        // The audit tells it too, as after a cut connection: it is one alert.
        var records = await copilot.Services.GetRequiredService<DeskReader>().AuditAsync(null, 500, Ct);
        var missed = MissedAlerts.Of(records!, TimeProvider.System.GetUtcNow());
        Assert.Equal("CircuitBreakerOpen", Assert.Single(missed).Code);
        desk.Miss(missed);
        Assert.Single(inbox.Alerts);
        Assert.Contains(desk.Now.News, entry => entry is { Kind: FeedKind.Alert, State: "CircuitBreakerOpen" });
        Assert.Contains(desk.Now.News, entry => entry.Kind == FeedKind.Breaker);
    }

    [Fact]
    public async Task An_alert_of_before_the_copilot_started_is_in_its_inbox()
    {
        await using var scenario = await Scenario.StartAsync(Ct);
        await scenario.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-60}""", Ct);

        await using var copilot = await RunningCopilot.StartAsync(new ExecutorAddress(scenario.Address, scenario.Keys.Agent), Ct);

        var inbox = copilot.Services.GetRequiredService<SuggestionDesk>();
        await UntilAsync(() => inbox.Alerts.Count > 0);
        Assert.Equal(("CircuitBreakerOpen", "critical"), (inbox.Alerts[0].Code, inbox.Alerts[0].Severity));
    }

    [Fact]
    public void Only_what_a_person_was_alerted_of_is_told_again_and_nothing_older_than_a_day()
    {
        var now = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        AuditRecordView[] records =
        [
            Record("automatic.action", now.AddHours(-25), "spark", """{"action":"flatten","phase":"started","cause":"loss"}"""),
            Record("breaker.changed", now.AddHours(-2), "person:local", """{"breaker":{"reasons":[{"kind":"manual"}]},"cause":"by hand"}"""),
            Record("breaker.changed", now.AddHours(-2), "spark", """{"breaker":{"reasons":[]},"cause":"released"}"""),
            Record("order.fill", now.AddHours(-1), "exchange", "{}"),
            Record("automatic.action", now.AddMinutes(-3), "spark", """{"action":"flatten","phase":"failed","cause":"loss"}"""),
            Record("order.forgotten", now.AddMinutes(-1), "exchange", """{"clientOrderId":"spk-1"}"""),
        ];

        Assert.Equal(["FlattenFailed", "OrderVanished"], MissedAlerts.Of(records, now).Select(alert => alert.Code));
    }

    private static AuditRecordView Record(string kind, DateTimeOffset at, string actor, string data) =>
        new() { Seq = 1, At = at, Kind = kind, Actor = actor, Data = System.Text.Json.Nodes.JsonNode.Parse(data)!.AsObject(), Hash = "" };

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(25));
        while (!holds()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }
}
