using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Tests.Servers;

namespace Spark.Binance.Tests.Rest;

public sealed class SettingsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_setting_that_is_already_so_is_a_success()
    {
        await using var s = RestScenario.Always(Answer.Json("""{"code":-4046,"msg":"No need to change margin type."}""", 400));
        Assert.IsType<ExchangeResult<Done>.Ok>(await s.Client.SetMarginTypeAsync(RestScenario.Btc, MarginType.Crossed, Ct));
        Assert.Equal("CROSSED", s.Server.Received[0]["marginType"]);
    }

    [Fact]
    public async Task A_setting_is_sent_once_and_its_lost_answer_is_told_as_lost()
    {
        await using var s = RestScenario.Always(new Answer.Cut());
        Assert.IsType<ExchangeResult<Done>.Unreachable>(await s.Client.SetPositionModeAsync(hedge: true, Ct));
        Assert.IsType<ExchangeResult<Done>.Unreachable>(await s.Client.SetMultiAssetsModeAsync(on: false, Ct));
        Assert.IsType<ExchangeResult<SymbolSettings>.Unreachable>(await s.Client.SetLeverageAsync(RestScenario.Btc, 3, Ct));
        Assert.Equal(3, s.Server.Received.Count);
    }

    [Fact]
    public async Task A_setting_that_something_blocks_is_refused()
    {
        await using var s = RestScenario.Always(Answer.Json("""{"code":-4048,"msg":"Margin type cannot be changed if there exists position."}""", 400));
        var refused = Assert.IsType<ExchangeResult<Done>.Refused>(await s.Client.SetMarginTypeAsync(RestScenario.Btc, MarginType.Isolated, Ct));
        Assert.Equal("Açık pozisyon teminat türü değişikliğini engelliyor.", refused.Error.Describe("tr"));
    }

    [Theory]
    [InlineData("""[{"symbol":"BTCUSDT","brackets":[{"bracket":2,"initialLeverage":100,"notionalCap":250000,"notionalFloor":50000,"maintMarginRatio":0.005,"cum":50},{"bracket":1,"initialLeverage":125,"notionalCap":50000,"notionalFloor":0,"maintMarginRatio":0.004,"cum":0}]}]""")]
    [InlineData(""" {"symbol":"BTCUSDT","brackets":[{"bracket":2,"initialLeverage":100,"notionalCap":250000,"notionalFloor":50000,"maintMarginRatio":0.005,"cum":50},{"bracket":1,"initialLeverage":125,"notionalCap":50000,"notionalFloor":0,"maintMarginRatio":0.004,"cum":0}]}""")]
    public async Task Brackets_come_as_an_object_or_as_rows(string body)
    {
        await using var s = RestScenario.Always(Answer.Json(body));

        var brackets = Assert.Single(Assert.IsType<ExchangeResult<ImmutableArray<LeverageBrackets>>.Ok>(await s.Client.LeverageBracketsAsync(RestScenario.Btc, Ct)).Value);

        Assert.Equal([new LeverageBracket(1, 125, 0, 50000, 0.004m, 0), new LeverageBracket(2, 100, 50000, 250000, 0.005m, 50)], brackets.Brackets);
    }

    [Fact]
    public async Task The_dead_mans_timer_is_set_in_milliseconds_and_asked_again_after_a_cut()
    {
        await using var s = RestScenario.InTurn(new Answer.Cut(), Answer.Json("""{"symbol":"BTCUSDT","countdownTime":"30000"}"""));

        var set = await s.DriveAsync(s.Client.CountdownCancelAllAsync(RestScenario.Btc, TimeSpan.FromSeconds(30), Ct));

        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<ExchangeResult<TimeSpan>.Ok>(set).Value);
        Assert.All(s.Server.Received, r => Assert.Equal("30000", r["countdownTime"]));
    }

    [Fact]
    public async Task The_accounts_own_order_limits_are_in_force_from_then_on()
    {
        await using var s = RestScenario.Always(Answer.Json(
            """[{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":10000},{"rateLimitType":"ORDERS","interval":"MINUTE","intervalNum":1,"limit":20000}]"""));

        Assert.Equal(2, Assert.IsType<ExchangeResult<ImmutableArray<RateLimit>>.Ok>(await s.Client.OrderRateLimitsAsync(Ct)).Value.Length);

        Assert.Contains(s.Client.Budget.Used(s.Clock.Now), u => u.Limit == new RateLimit(true, TimeSpan.FromSeconds(10), 10000));
    }
}
