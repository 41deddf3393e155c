using Microsoft.Extensions.DependencyInjection;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>What changes on the exchange while Spark isn't there to hear of it.</summary>
public sealed class OutageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(700)]
    [InlineData(-700)]
    public async Task A_transfer_while_Spark_was_down_is_neither_profit_nor_loss(int amount)
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions { ExchangeOnDisk = true });
        var before = await WalletAsync(s);
        await s.StopExecutorAsync();
        await s.Exchange.TransferAsync(amount, Ct);
        await s.StartExecutorAsync(settings => settings, Ct);

        Assert.Equal(before + amount, await WalletAsync(s));
        var risk = await s.Executor.GetAsync("/futures/risk/status", Ct);
        Assert.Equal((0m, false), (risk.NumberAt("usage.dailyPnl"), risk.At("circuitBreaker.open").GetBoolean()));
        await s.EventuallyAsync("/audit?limit=1000", reply => reply.Text.Contains("account.transfer", StringComparison.Ordinal), Ct); // the state moves before its record is durable
        var transfer = Assert.Single(await s.AuditAsync(Ct), record => record.GetProperty("kind").GetString() == "account.transfer");
        Assert.Contains("\"reason\":\"TRANSFER\"", transfer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_that_the_stream_and_the_incomes_tell_of_counts_once()
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions { ExchangeOnDisk = true });
        await s.Exchange.TransferAsync(-300, Ct);
        await s.UntilAsync(state => state.Ledger.Day.NetTransfers == -300, Ct);
        await s.RestartExecutorAsync(Ct);

        Assert.Equal(0, (await s.Executor.GetAsync("/futures/risk/status", Ct)).NumberAt("usage.dailyPnl"));
        Assert.Single(await s.AuditAsync(Ct), record => record.GetProperty("kind").GetString() == "account.transfer");
    }

    [Fact]
    public async Task The_account_is_compared_with_the_exchange_every_minute_also_when_the_stream_says_nothing()
    {
        await using var s = await Scenario.StartAsync(Ct);
        Assert.DoesNotContain(await s.AuditAsync(Ct), record => record.ToString().Contains("every minute", StringComparison.Ordinal));

        s.Time.Tick(TimeSpan.FromMinutes(1));

        await s.EventuallyAsync("/audit?limit=1000", reply => reply.Text.Contains("every minute", StringComparison.Ordinal), Ct);
    }

    [Fact]
    public async Task A_key_under_which_streams_were_asked_for_by_one_who_went_away_answers_the_next()
    {
        await using var s = await Scenario.StartAsync(Ct);
        using var json = System.Text.Json.JsonDocument.Parse("""{"symbols":["BTCUSDT"]}""");
        var action = ((Guardrails.Actions.Validation.Valid)Guardrails.Actions.ActionValidator.Validate(Guardrails.Actions.ActionReader.Implied("/futures/ws.start", json.RootElement.Clone()))).Action;
        var streams = s.Services.GetRequiredService<Spark.Executor.Http.StreamDesk>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => streams.AnswerAsync(action, Person, "k", new CancellationToken(true)));

        var again = await streams.AnswerAsync(action, Person, "k", Ct).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);

        Assert.Equal(503, again.Status);
    }

    [Theory]
    [InlineData("/fapi/v1/positionSide/dual", "dualSidePosition", "hedge mode", "Position Mode")]
    [InlineData("/fapi/v1/multiAssetsMargin", "multiAssetsMargin", "multi-assets mode", "Asset Mode")]
    public async Task An_account_in_a_mode_that_Spark_does_not_trade_is_read_only_and_says_which_setting_to_change(string route, string parameter, string mode, string setting)
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions { ExchangeOnDisk = true });
        await s.StopExecutorAsync();
        await s.Exchange.SetAsync(route, parameter, "true", Ct);
        await s.StartExecutorAsync(settings => settings, Ct);

        var health = await s.Executor.GetAsync("/futures/health", Ct);
        Assert.Equal("degraded", health.TextAt("status"));
        Assert.Contains(health.At("reasons").EnumerateArray(), reason => reason.GetString()!.Contains(setting, StringComparison.Ordinal));
        foreach (var (path, json) in new[]
        {
            ("/futures/order.place", ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false)),
            ("/futures/order.cancelAll", "{}"),
        })
        {
            var refused = await s.Executor.PostAsync(path, json, Ct);
            Assert.Equal((400, "UnsupportedAccountMode"), (refused.Status, refused.Error));
            Assert.Contains(mode, refused.TextAt("message"), StringComparison.Ordinal);
        }
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/order.place", ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: true), Ct)).Status);
        Assert.Equal(200, (await s.Executor.GetAsync("/futures/account", Ct)).Status);
        Assert.Empty(await s.Exchange.TradesAsync("BTCUSDT", Ct));
    }

    private static Guardrails.Policy.Principal Person { get; } = new(Guardrails.Policy.PrincipalKind.Person, "local", Guardrails.Policy.Role.Admin);

    private static async Task<decimal> WalletAsync(Scenario s) => (await s.Executor.GetAsync("/futures/account", Ct)).NumberAt("account.walletBalance");
}
