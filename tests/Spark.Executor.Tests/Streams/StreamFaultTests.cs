using System.Globalization;
using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;
using static Spark.Executor.Tests.Streams.StreamScenario;

namespace Spark.Executor.Tests.Streams;

/// <summary>What breaks on real sockets, and what an operator sees of it: found, told, mended, and nothing of the account missed.</summary>
public sealed class StreamFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_cut_the_market_is_back_within_two_seconds_and_the_reconciled_account_within_five()
    {
        await using var s = await StartAsync();
        var (market, user) = await RecoverAsync(s, exchange => exchange.CutSockets());

        Assert.InRange(market, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(user, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Stopping_the_streams_waits_for_nobody_who_starts_them_and_has_the_last_word()
    {
        await using var s = await StartAsync();
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/ws.stop", "{}", Ct)).Status);
        await s.EventuallyAsync("/futures/health", reply => !reply.At("streams.market.wanted").GetBoolean(), Ct);
        s.Exchange.Fault(new FaultRule(FaultKind.RefuseConnections));
        var starting = s.Executor.PostAsync("/futures/ws.start", """{"symbols":["ETHUSDT"]}""", Ct);
        await s.EventuallyAsync("/futures/health", reply => reply.At("streams.market.wanted").GetBoolean(), Ct);

        Assert.Equal(200, (await s.Executor.PostAsync("/futures/ws.stop", "{}", Ct)).Status);
        Assert.False(starting.IsCompleted);
        s.Exchange.Heal();

        await starting;
        var health = await s.Executor.GetAsync("/futures/health", Ct);
        Assert.Empty(health.At("streams.market.symbols").EnumerateArray());
    }

    [Fact]
    public async Task Streams_that_somebody_stopped_are_no_fault()
    {
        await using var s = await StartAsync();
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/ws.stop", "{}", Ct)).Status);
        await s.EventuallyAsync("/futures/health", reply => !reply.At("streams.market.connected").GetBoolean(), Ct);

        Assert.Equal(0, await MetricAsync(s, """spark_futures_ws_errors_total{stream_type="market",error_type="disconnected"}"""));
    }

    [Fact]
    public async Task What_happens_while_the_user_stream_is_down_is_told_once_after_it_is_back()
    {
        await using var s = await StartAsync();
        s.Exchange.Fault(new FaultRule(FaultKind.RefuseConnections));
        s.Exchange.CutSockets(SocketTarget.User);
        await s.EventuallyAsync("/futures/health", reply => Says(reply, "the user stream is down"), Ct);
        s.Exchange.Heal();
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.002m, null, "elsewhere-1", Ct);

        await HealthyAsync(s);
        var fills = await s.EventuallyAsync("/futures/fills?symbol=BTCUSDT", reply => reply.Has("fills.0"), Ct);
        Assert.Equal(0.002m, fills.At("fills").EnumerateArray().Sum(fill => fill.GetProperty("quantity").GetDecimal()));
        Assert.Equal(0.002m, (await s.Executor.GetAsync("/futures/positions", Ct)).NumberAt("positions.0.quantity"));
    }

    [Fact]
    public async Task A_connection_that_comes_while_the_one_before_it_is_still_being_reconciled_is_not_healthy_before_its_own_turn()
    {
        const string Account = "GET /fapi/v3/account";
        await using var s = await StartAsync();
        await HealthyAsync(s);
        s.Exchange.Slow(TimeSpan.FromSeconds(2), route: Account, count: 1);
        s.Exchange.CutSockets(SocketTarget.User);
        await UntilAsync(() => Task.FromResult(s.Exchange.Control.Faults.Active.All(rule => rule.Kind != FaultKind.Latency))); // the account is being read

        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = Account, Status = 400, Code = -1000, Message = "not now" });
        s.Exchange.CutSockets(SocketTarget.User);
        await s.EventuallyAsync("/futures/health", reply => reply.NumberAt("streams.userData.reconnects") == 2, Ct);
        await UntilAsync(() => Task.FromResult(s.Log.Lines.Any(line => line.Message.Contains("could not be reconciled (the user stream was lost)", StringComparison.Ordinal))));

        var health = await s.Executor.GetAsync("/futures/health", Ct);
        Assert.True(health.At("streams.userData.connected").GetBoolean());
        Assert.False(health.At("streams.userData.healthy").GetBoolean());
        Assert.True(Says(health, "the user stream is back and what it missed is being fetched"), health.ToString());
        s.Exchange.Heal();
        await HealthyAsync(s);
    }

    [Fact]
    public async Task Garbage_is_counted_and_kept_and_breaks_nothing()
    {
        await using var s = await StartAsync();
        s.Exchange.SendGarbage();

        await UntilAsync(async () => await MetricAsync(s, """spark_futures_ws_messages_total{stream_type="userData",message_type="other"}""") == 1);
        await UntilAsync(async () => await MetricAsync(s, """spark_futures_ws_messages_total{stream_type="market",message_type="other"}""") >= 2);
        var health = await s.Executor.GetAsync("/futures/health", Ct);
        Assert.Equal((0, 0), (health.NumberAt("streams.market.reconnects"), health.NumberAt("streams.userData.reconnects")));
        Assert.Equal(1, health.NumberAt("streams.userData.unknownEvents"));
        Assert.Equal("ORDER_TRADE_UPDATE", health.TextAt("streams.userData.unknown.0.type"));
        Assert.NotEmpty(health.TextAt("streams.userData.unknown.0.raw"));
        Assert.True(health.Has("streams.userData.unknown.0.at"));
        Assert.Contains(s.Log.Lines, line => line.Category == "BinanceFuturesWS" && line.Message.Contains("can't be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_frame_of_two_megabytes_ends_the_connection_and_another_takes_its_place()
    {
        await using var s = await StartAsync();
        s.Exchange.SendOversizedFrame(2 * 1024 * 1024);

        await s.EventuallyAsync("/futures/health", reply => reply.NumberAt("streams.userData.reconnects") == 1 && reply.NumberAt("streams.market.reconnects") >= 2, Ct);
        await HealthyAsync(s);
    }

    [Theory]
    [InlineData(FaultKind.DuplicateUserEvents)]
    [InlineData(FaultKind.ReorderUserEvents)]
    public async Task Events_that_come_twice_or_in_the_wrong_order_leave_the_account_as_it_is(FaultKind fault)
    {
        await using var s = await StartAsync();
        s.Exchange.Fault(fault);
        for (var i = 0; i < 4; i++) Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);
        s.Exchange.Heal();
        Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);

        await s.EventuallyAsync("/futures/positions", reply => reply.Has("positions.0") && reply.NumberAt("positions.0.quantity") == 0.005m, Ct);
        var fills = await s.EventuallyAsync("/futures/fills?symbol=BTCUSDT", reply => reply.At("fills").EnumerateArray().Sum(fill => fill.GetProperty("quantity").GetDecimal()) >= 0.005m, Ct);
        Assert.Equal(0.005m, fills.At("fills").EnumerateArray().Sum(fill => fill.GetProperty("quantity").GetDecimal()));
        Assert.Equal(0.005m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task A_listen_key_that_expires_is_replaced_and_orders_are_heard_of_again()
    {
        await using var s = await StartAsync();
        s.Exchange.ExpireListenKey();

        await s.EventuallyAsync("/futures/health", reply => reply.NumberAt("streams.userData.reconnects") == 1, Ct);
        await HealthyAsync(s);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.002m, null, "elsewhere-1", Ct);
        await s.EventuallyAsync("/futures/positions", reply => reply.Has("positions.0") && reply.TextAt("source") == "stream", Ct);
    }

    [Fact]
    public async Task A_clock_that_jumps_there_and_back_leaves_the_market_flowing()
    {
        await using var s = await StartAsync();
        foreach (var hours in (int[])[2, -4])
        {
            s.Exchange.JumpClock(TimeSpan.FromHours(hours));
            var tickers = await MetricAsync(s, """spark_futures_ws_messages_total{stream_type="market",message_type="markPrice"}""");
            await UntilAsync(async () => await MetricAsync(s, """spark_futures_ws_messages_total{stream_type="market",message_type="markPrice"}""") > tickers + 1);
        }
        var health = await s.Executor.GetAsync("/futures/health", Ct);
        Assert.Equal(0, health.NumberAt("streams.market.reconnects"));
    }

    [Fact]
    public async Task Fifty_times_the_exchange_goes_and_comes_back_and_so_do_the_streams()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SPARK_LONG_TESTS") == "1", "long: ./test.sh --long");
        List<double> market = [], user = [];
        for (var i = 0; i < 50; i++)
        {
            await using var s = await StartAsync();
            var (m, u) = await RecoverAsync(s, exchange => exchange.CutSockets(), TimeSpan.FromSeconds(i % 5));
            market.Add(m.TotalSeconds);
            user.Add(u.TotalSeconds);
        }
        var (p95Market, p95User) = (market.Order().ElementAt(47), user.Order().ElementAt(47));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"back, p95 of 50: market {p95Market:0.000} s, user stream and reconciliation {p95User:0.000} s"));
        Assert.InRange(p95Market, 0, 2);
        Assert.InRange(p95User, 0, 5);
    }
}
