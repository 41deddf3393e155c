using System.Reflection;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Proofs;

/// <summary>Every fault of the simulator, by name, over real sockets: what the person at Spark sees of it, and that the ledger ends as the exchange is.</summary>
public sealed class FaultTests
{
    private const string Place = "/futures/order.place";

    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private static readonly string Live = ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_fault_of_the_simulator_is_shown_here()
    {
        var shown = typeof(FaultTests).GetMethods().SelectMany(method => method.GetCustomAttributes<ShowsAttribute>()).Select(shows => shows.Fault);
        Assert.Equal(Enum.GetValues<FaultKind>().Order(), shown.Distinct().Order());
    }

    [Fact, Shows(FaultKind.Latency)]
    public async Task A_slow_answer_is_waited_for_and_is_a_success()
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.Slow(TimeSpan.FromMilliseconds(600), route: FaultRule.OrderRoute);
        Assert.Equal((200, "FILLED"), Of(await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)));
        Assert.True((await s.Executor.GetAsync("/guardrails/status", Ct)).NumberAt("current.p95LatencyMs") >= 550);
        await EndsAlikeAsync(s, 0.001m);
    }

    [Fact, Shows(FaultKind.RequestDelay)]
    public async Task An_order_that_is_held_up_on_its_way_ends_as_the_exchange_decides_and_counts_meanwhile()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_MAX_POSITION_SIZE", "0.001"));
        var token = await TokenAsync(s);
        s.Exchange.HoldUpRequests(TimeSpan.FromSeconds(1.5));
        var placing = s.Executor.WithToken(token).PostAsync(Place, Live, Ct);
        await s.UntilAsync(state => !state.Ledger.Open.IsEmpty, Ct);
        Assert.Equal("MaxPositionSizeExceeded", (await s.Executor.PostAsync(Place, Live, Ct)).Error);
        Assert.Equal((200, "FILLED"), Of(await placing));
        await EndsAlikeAsync(s, 0.001m);
    }

    [Fact, Shows(FaultKind.ErrorByRoute)]
    public async Task A_refusal_is_told_with_the_exchange_s_own_code()
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.RefuseNext(-2019, "Margin is insufficient.");
        var refused = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        Assert.Equal((502, "ExchangeRejected", -2019m), (refused.Status, refused.Error, refused.NumberAt("exchange.code")));
        await EndsAlikeAsync(s, 0);
    }

    [Fact, Shows(FaultKind.ErrorByRoute)]
    public async Task Reads_of_which_every_second_fails_are_tried_again_and_the_caller_notices_nothing()
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.RefuseSome(0.5, -1008, "Request throttled by system-level protection", "GET /fapi/v1/klines");
        for (var i = 0; i < 4; i++) Assert.Equal(5, (await s.Executor.GetAsync($"/futures/klines?symbol=BTCUSDT&interval={(i % 2 == 0 ? "1m" : "5m")}&limit=5", Ct)).At("klines").GetArrayLength());
        await EndsAlikeAsync(s, 0);
    }

    [Theory, Shows(FaultKind.ExecutedAnswerLost), Shows(FaultKind.Unknown503Executed), Shows(FaultKind.Unknown503NotExecuted)]
    [InlineData(FaultKind.ExecutedAnswerLost, "closed", 0.001)]
    [InlineData(FaultKind.Unknown503Executed, "closed", 0.001)]
    [InlineData(FaultKind.Unknown503NotExecuted, "notPlaced", 0)]
    public async Task A_lost_answer_is_neither_success_nor_failure_until_it_is_settled(FaultKind fault, string state, double position)
    {
        await using var s = await Scenario.StartAsync(Ct);
        // With the stream awake it may tell before the answer is given up, and the caller hears a plain success.
        s.Exchange.Fault(FaultKind.SilenceUserStream);
        s.Exchange.Fault(fault, 1);
        var lost = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        Assert.Equal((503, "ExecutionUnknown"), (lost.Status, lost.Error));
        var settled = await s.Executor.GetAsync($"/futures/order?symbol=BTCUSDT&clientOrderId={lost.TextAt("clientOrderId")}&wait=20000", Ct);
        Assert.Equal(state, settled.TextAt("order.state"));
        await EndsAlikeAsync(s, (decimal)position);
    }

    [Fact, Shows(FaultKind.RefuseConnections)]
    public async Task An_exchange_that_can_t_be_reached_refuses_orders_degrades_health_and_leaves_the_brake_working()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var token = await TokenAsync(s);
        s.Exchange.Vanish();
        var reply = await s.Executor.WithToken(token).PostAsync(Place, Live, Ct);
        Assert.Equal(503, reply.Status);
        Assert.Equal("degraded", (await s.Executor.GetAsync("/futures/health", Ct)).TextAt("status"));
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/risk/circuit-breaker/open", null, Ct)).Status);
        s.Exchange.Heal();
        await s.UntilAsync(state => state.Ledger.Open.IsEmpty, Ct);
        await EndsAlikeAsync(s, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Theory, Shows(FaultKind.RateLimitStorm)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rate_limit_sends_no_order_and_says_why(bool banned)
    {
        await using var s = await Scenario.StartAsync(Ct);
        var token = await TokenAsync(s);
        s.Exchange.LimitRates(TimeSpan.FromSeconds(1), banned);
        var limited = await s.Executor.WithToken(token).PostAsync(Place, Live, Ct);
        Assert.True(limited is { Status: 502, Error: "ExchangeRejected" } or { Status: 429, Error: "TooManyRequests" }, limited.ToString());
        s.Exchange.Heal();
        await EndsAlikeAsync(s, 0);
    }

    [Fact, Shows(FaultKind.Maintenance)]
    public async Task Maintenance_refuses_orders_degrades_health_and_ends_by_itself()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var token = await TokenAsync(s);
        s.Exchange.BeginMaintenance();
        var refused = await s.Executor.WithToken(token).PostAsync(Place, Live, Ct);
        Assert.True(refused is { Status: 502 or 503 }, refused.ToString());
        Assert.NotEqual("ExecutionUnknown", refused.Error);
        await s.EventuallyAsync("/futures/health", reply => reply.TextAt("status") == "degraded", Ct);
        s.Exchange.Heal();
        await s.EventuallyAsync("/futures/health", reply => reply.TextAt("status") == "ok", Ct);
        Assert.Equal((200, "FILLED"), Of(await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)));
        await EndsAlikeAsync(s, 0.001m);
    }

    [Theory, Shows(FaultKind.CutSockets), Shows(FaultKind.ExpireListenKey)]
    [InlineData(FaultKind.CutSockets)]
    [InlineData(FaultKind.ExpireListenKey)]
    public async Task What_happens_while_the_user_stream_comes_back_is_known_afterwards(FaultKind fault)
    {
        await using var s = await Scenario.StartAsync(Ct);
        if (fault == FaultKind.CutSockets) s.Exchange.CutSockets();
        else s.Exchange.ExpireListenKey();
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.002m, null, "web_1", Ct);

        await s.EventuallyAsync("/futures/positions", reply => reply.Has("positions.0") && reply.NumberAt("positions.0.quantity") == 0.002m, Ct);
        await s.EventuallyAsync("/futures/health", reply => reply.TextAt("status") == "ok", Ct);
        Assert.Contains("ws_reconnects_total{stream_type=\"userData\"} 1", (await s.Executor.GetAsync("/metrics", Ct)).Text, StringComparison.Ordinal);
        await EndsAlikeAsync(s, 0.002m);
    }

    [Theory, Shows(FaultKind.HalfOpenSocket), Shows(FaultKind.SilentSocket), Shows(FaultKind.SilenceUserStream)]
    [InlineData(FaultKind.HalfOpenSocket)]
    [InlineData(FaultKind.SilentSocket)]
    [InlineData(FaultKind.SilenceUserStream)]
    public async Task A_stream_that_says_nothing_hides_no_fill_of_an_own_order_for_long(FaultKind fault)
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.Fault(new FaultRule(fault) { Target = SocketTarget.User });
        Assert.Equal((200, "FILLED"), Of(await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)));

        var seen = await s.EventuallyAsync("/futures/positions", reply => reply.Has("positions.0"), Ct);
        Assert.Equal((0.001m, "rest"), (seen.NumberAt("positions.0.quantity"), seen.TextAt("source")));
        await s.EventuallyAsync("/futures/fills", reply => reply.Has("fills.0"), Ct);
        s.Exchange.Heal();
        await EndsAlikeAsync(s, 0.001m);
    }

    [Theory, Shows(FaultKind.GarbageFrame), Shows(FaultKind.OversizedFrame)]
    [InlineData(FaultKind.GarbageFrame)]
    [InlineData(FaultKind.OversizedFrame)]
    public async Task A_frame_that_makes_no_sense_changes_nothing_and_what_follows_is_taken_in(FaultKind fault)
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.Fault(new FaultRule(fault) { Target = SocketTarget.User });
        Assert.Equal((200, "FILLED"), Of(await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)));
        await s.EventuallyAsync("/futures/positions", reply => reply.Has("positions.0"), Ct);
        await s.EventuallyAsync("/futures/health", reply => reply.TextAt("status") == "ok", Ct);
        await EndsAlikeAsync(s, 0.001m);
    }

    [Theory, Shows(FaultKind.DuplicateUserEvents), Shows(FaultKind.ReorderUserEvents)]
    [InlineData(FaultKind.DuplicateUserEvents)]
    [InlineData(FaultKind.ReorderUserEvents)]
    public async Task Events_that_come_twice_or_in_another_order_count_once_each(FaultKind fault)
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.Fault(fault);
        for (var i = 0; i < 4; i++) Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", i == 2 ? "SELL" : "BUY", 0.001m, Ct)).Status);
        s.Exchange.Heal();
        await EndsAlikeAsync(s, 0.002m);
        Assert.False((await s.Executor.GetAsync("/futures/risk/status", Ct)).At("circuitBreaker.open").GetBoolean());
    }

    [Fact, Shows(FaultKind.DepthGap)]
    public async Task A_lost_depth_frame_leaves_evidence_whole_because_Spark_reads_whole_books()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await s.Executor.PostAsync("/futures/ws.start", """{"symbols":["BTCUSDT"]}""", Ct);
        s.Exchange.LoseDepthFrame(20);
        var simulated = await s.Executor.PostAsync(Place, ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: true), Ct);
        Assert.Equal(200, simulated.Status);
        Assert.True(simulated.At("evidence.passed").GetBoolean());
        await EndsAlikeAsync(s, 0);
    }

    [Fact, Shows(FaultKind.RenewalFailure)]
    public async Task A_listen_key_whose_renewal_fails_leaves_orders_and_their_news_alone()
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.FailRenewal(count: null);
        s.Exchange.CutSockets(SocketTarget.User);
        await s.EventuallyAsync("/futures/health", reply => reply.TextAt("status") == "ok", Ct);
        Assert.Equal((200, "FILLED"), Of(await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)));
        await EndsAlikeAsync(s, 0.001m);
    }

    [Theory, Shows(FaultKind.ClockSkew), Shows(FaultKind.ClockJump)]
    [InlineData(FaultKind.ClockSkew, 20)]
    [InlineData(FaultKind.ClockSkew, -20)]
    [InlineData(FaultKind.ClockJump, 20)]
    public async Task A_clock_that_is_off_refuses_at_most_one_order_clearly_and_then_is_known(FaultKind fault, int seconds)
    {
        await using var s = await Scenario.StartAsync(Ct);
        var token = await TokenAsync(s);
        s.Exchange.Fault(new FaultRule(fault) { Milliseconds = seconds * 1_000 });
        var first = await s.Executor.WithToken(token).PostAsync(Place, Live, Ct);
        Assert.True(first.Status == 200 || first is { Status: 502, Error: "ExchangeRejected" }, first.ToString());
        var taken = first.Status == 200 ? 1 : 0;

        var next = await s.EventuallyAsync(() => s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct), reply => reply.Status == 200, Ct);
        Assert.Equal((200, "FILLED"), Of(next));
        await EndsAlikeAsync(s, 0.001m * (taken + 1));
    }

    private static async Task<string> TokenAsync(Scenario s) => (await s.Executor.PostAsync(Place, Live, Ct)).TextAt("confirmation.token");

    private static (int, string) Of(Reply reply) => (reply.Status, reply.Has("order.status") ? reply.TextAt("order.status") : reply.Text);

    // Whatever it looked like meanwhile: every order of Spark's was sent at most once, and position and fills are the exchange's.
    private static async Task EndsAlikeAsync(Scenario s, decimal position)
    {
        await s.UntilAsync(state => state.Reconciled && state.Ledger.Open.IsEmpty && state.Fills.IsEmpty
            && state.Exchange.PositionIn(Btc).Quantity == position, Ct);
        Assert.Equal(position, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        var trades = (await s.Exchange.TradesAsync("BTCUSDT", Ct)).Select(trade => trade.TradeId).Order().ToArray();
        await s.EventuallyAsync("/futures/fills", reply => reply.At("fills").EnumerateArray().Select(fill => fill.GetProperty("tradeId").GetInt64()).Order().SequenceEqual(trades), Ct);
    }
}
