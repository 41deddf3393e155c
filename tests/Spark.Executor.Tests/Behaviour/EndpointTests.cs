using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>Every endpoint of the contract with the members that it promises.</summary>
public sealed class EndpointTests(EndpointTests.Shared shared) : IClassFixture<EndpointTests.Shared>
{
    private readonly Scenario _s = shared.Scenario;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/futures/health", "status,testnet,venue,serverTime,clockSkewMs,streams.market,streams.userData")]
    [InlineData("/futures/account", "account.walletBalance,account.marginBalance,account.availableBalance,account.unrealizedPnl,account.marginUsed,asOf,source")]
    [InlineData("/futures/positions", "positions.0.symbol,positions.0.side,positions.0.quantity,positions.0.entryPrice,positions.0.markPrice,positions.0.notional,positions.0.unrealizedPnl,positions.0.leverage,positions.0.liquidationPrice,asOf,source")]
    [InlineData("/futures/openOrders", "orders.0.orderId,orders.0.clientOrderId,orders.0.symbol,orders.0.side,orders.0.type,orders.0.quantity,orders.0.executedQuantity,orders.0.price,orders.0.stopPrice,orders.0.timeInForce,orders.0.reduceOnly,orders.0.status,orders.0.conditional,orders.0.origin,orders.0.updatedAt,asOf,source")]
    [InlineData("/futures/order?symbol=BTCUSDT&clientOrderId=resting", "order.orderId,order.averagePrice,order.state,asOf,source")]
    [InlineData("/futures/fills?symbol=BTCUSDT", "fills.0.symbol,fills.0.orderId,fills.0.clientOrderId,fills.0.side,fills.0.price,fills.0.quantity,fills.0.fee,fills.0.feeAsset,fills.0.realizedPnl,fills.0.maker,fills.0.time,asOf,source")]
    [InlineData("/futures/ticker?symbol=BTCUSDT", "ticker.symbol,ticker.lastPrice,ticker.markPrice,ticker.bid,ticker.ask,ticker.changePercent,ticker.volume,asOf,source")]
    [InlineData("/futures/klines?symbol=BTCUSDT&interval=1m&limit=5", "klines.4.openTime,klines.4.open,klines.4.high,klines.4.low,klines.4.close,klines.4.volume,asOf,source")]
    [InlineData("/futures/symbols", "symbols.0.symbol,symbols.0.baseAsset,symbols.0.quoteAsset,symbols.0.trading,symbols.0.allowed,symbols.0.priceTick,symbols.0.quantityStep,symbols.0.minQuantity,symbols.0.minNotional,asOf,source")]
    [InlineData("/futures/risk/status", "limits.maxNotional,limits.maxPositionSize,limits.dailyLossLimit,usage.dailyPnl,usage.positionNotional,usage.openOrders,circuitBreaker.enabled,circuitBreaker.open,circuitBreaker.reasons")]
    [InlineData("/canary/status", "canaries,asOf,source")]
    [InlineData("/guardrails/status", "thresholds,current,actions")]
    [InlineData("/audit?limit=5", "records.0.seq,records.0.at,records.0.kind,records.0.actor")]
    [InlineData("/openapi/v1.json", "openapi,paths./futures/order.place")]
    public async Task A_read_has_the_members_that_the_contract_promises(string path, string members)
    {
        var reply = await _s.Executor.GetAsync(path, Ct);
        Assert.Equal(200, reply.Status);
        foreach (var member in members.Split(',').Where(member => !member.StartsWith("paths.", StringComparison.Ordinal))) Assert.True(reply.Has(member), $"{member} is not in {reply}");
    }

    [Fact]
    public async Task Health_is_ok_on_the_embedded_exchange()
    {
        var reply = await _s.Executor.GetAsync("/futures/health", Ct);
        Assert.Equal(("ok", "simulator"), (reply.TextAt("status"), reply.TextAt("venue")));
        Assert.True(reply.At("testnet").GetBoolean());
    }

    [Fact]
    public async Task Streams_start_with_the_named_symbols_add_others_and_stop()
    {
        var started = await _s.Executor.PostAsync("/futures/ws.start", """{"symbols":["BTCUSDT","ETHUSDT"]}""", Ct);
        Assert.Equal(["market", "userData"], started.At("streams").EnumerateArray().Select(x => x.GetString()));
        Assert.Equal(["BTCUSDT", "ETHUSDT"], started.At("symbols").EnumerateArray().Select(x => x.GetString()));
        Assert.True(started.At("ok").GetBoolean());

        var stopped = await _s.Executor.PostAsync("/futures/ws.stop", null, Ct);
        Assert.Equal(("market", "userData"), (stopped.TextAt("stopped.0"), stopped.TextAt("kept.0")));
        Assert.Equal("SymbolNotAllowed", (await _s.Executor.PostAsync("/futures/ws.start", """{"symbols":["NOSUCHUSDT"]}""", Ct)).Error);
    }

    [Fact]
    public async Task A_dry_run_simulates_with_evidence_and_touches_nothing()
    {
        var before = (await _s.Exchange.TradesAsync("BTCUSDT", Ct)).Length;
        var reply = await _s.Executor.PostAsync("/futures/order.place", """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001}""", Ct);
        Assert.Equal((200, true, true, true), (reply.Status, reply.At("dryRun").GetBoolean(), reply.At("ack").GetBoolean(), reply.At("simulated").GetBoolean()));
        foreach (var member in "riskChecks.9,checks.9.name,checks.9.passed,checks.9.limit,passed,markPrice,notional,estimatedFillPrice,slippageBps,estimatedFee,positionBefore,positionAfter,marginBefore,marginAfter,filters".Split(','))
        {
            Assert.True(reply.Has("evidence." + member), member);
        }
        Assert.Equal(before, (await _s.Exchange.TradesAsync("BTCUSDT", Ct)).Length);
    }

    [Fact]
    public async Task An_order_over_a_limit_is_400_with_its_numbers_live_or_not_and_in_audit_and_log()
    {
        foreach (var dryRun in (string[])["true", "false"])
        {
            var reply = await _s.Executor.PostAsync("/futures/order.place", $$"""{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":10,"price":80000,"dryRun":{{dryRun}}}""", Ct);
            Assert.Equal((400, "MaxNotionalExceeded", 100m, 800_000m, "maxNotional"), (reply.Status, reply.Error, reply.NumberAt("limit"), reply.NumberAt("observed"), reply.TextAt("check")));
            Assert.True(reply.At("failures").GetArrayLength() >= 2);
        }
        // Written behind: a refusal is answered before its record is on the disk and its line in the log.
        await _s.EventuallyAsync("/audit?limit=1000", reply => reply.Text.Contains("risk.refused", StringComparison.Ordinal)
            && _s.Log.Lines.Any(line => line is { Category: "RiskGate" } && line.Message.StartsWith("[RiskGate] MaxNotionalExceeded", StringComparison.Ordinal)), Ct);
        Assert.Contains(_s.Log.Lines, line => line is { Category: "RiskGate" } && line.Message.StartsWith("[RiskGate] MaxNotionalExceeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_of_the_contract_exist_with_their_children()
    {
        var text = (await _s.Executor.GetAsync("/metrics", Ct)).Text;
        foreach (var line in (string[])
        [
            "ws_connects_total{stream_type=\"market\"}", "ws_connects_total{stream_type=\"userData\"}", "ws_reconnects_total{stream_type=\"market\"}",
            "ws_messages_total{stream_type=\"userData\",message_type=\"ORDER_TRADE_UPDATE\"}", "ws_messages_total{stream_type=\"market\",message_type=\"trade\"}",
            "ws_errors_total{stream_type=\"userData\",error_type=\"disconnected\"}", "ws_connection_duration_seconds{stream_type=\"market\"}",
            "ws_connection_status{stream_type=\"userData\"} 1", "order_place_latency_ms_bucket{mode=\"dryRun\",le=\"1500\"}", "order_place_latency_ms_bucket{mode=\"live\",le=\"1500\"}",
            "order_ack_total", "order_reject_total{reason=\"exchange\"}", "pnl_daily_usd", "risk_rejections_total{check=\"circuitBreaker\"}", "risk_rejections_total{check=\"staleMarket\"}",
            "circuit_breaker_open 0", "guardrail_actions_total{action=\"auto_retry_with_backoff\",notification=\"alert_ops_channel\"}", "stream_lag_ms_bucket{stream_type=\"market\"",
            "pnl_unrealized_usd{symbol=\"BTCUSDT\"}",
        ])
        {
            Assert.Contains("spark_futures_" + line, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Acks_count_answers_to_orders_and_nothing_else()
    {
        var text = (await _s.Executor.GetAsync("/metrics", Ct)).Text;
        Assert.Contains($"spark_futures_order_ack_total {Shared.Orders}\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/futures/order?symbol=BTCUSDT&orderId=999999999", 404, "OrderNotFound")]
    [InlineData("/futures/order?symbol=BTCUSDT", 400, "InvalidParams")]
    [InlineData("/futures/order?symbol=BTCUSDT&orderId=1&wait=30001", 400, "InvalidParams")]
    [InlineData("/futures/positions?symbol=btc", 400, "InvalidParams")]
    [InlineData("/futures/positions?surprise=1", 400, "InvalidParams")]
    [InlineData("/futures/symbols?symbol=BTCUSDT", 400, "InvalidParams")]
    [InlineData("/futures/klines?symbol=BTCUSDT&interval=2m", 400, "InvalidParams")]
    [InlineData("/futures/klines?symbol=BTCUSDT&interval=1m&limit=0", 400, "InvalidParams")]
    [InlineData("/futures/klines?symbol=NOSUCHUSDT&interval=1m", 502, "ExchangeError")]
    [InlineData("/audit?limit=0", 400, "InvalidParams")]
    [InlineData("/audit?after=x", 400, "InvalidParams")]
    [InlineData("/nothing/here", 404, "NotFound")]
    [InlineData("/strategy/sheets", 501, "NotImplemented")]
    public async Task A_read_that_makes_no_sense_has_one_clear_error(string path, int status, string error)
    {
        var reply = await _s.Executor.GetAsync(path, Ct);
        Assert.Equal((status, error), (reply.Status, reply.Error));
    }

    /// <summary>An account with a position, a resting order and a fill.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        public const int Orders = 2;

        public Scenario Scenario { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var ct = CancellationToken.None;
            Scenario = await Scenario.StartAsync(ct);
            await Scenario.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, ct);
            await Scenario.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, ct, """ "type":"LIMIT","price":56000,"clientOrderId":"resting" """);
            await Scenario.UntilAsync(state => state.Exchange.Positions.Count == 1 && state.Ledger.Open.Count == 1, ct);
        }

        public ValueTask DisposeAsync() => Scenario.DisposeAsync();
    }
}
