using System.Collections.Frozen;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Risk;

namespace Spark.Guardrails.Tests.Risk;

public sealed class RiskGateTests
{
    private static readonly RiskLimits Limits = new();

    [Fact]
    public void Ten_checks_stand_in_the_contracts_order()
    {
        (string, string)[] contract =
        [
            ("circuitBreaker", "CircuitBreakerOpen"), ("symbolAllowed", "SymbolNotAllowed"), ("filters", "InvalidOrder"),
            ("priceCollar", "PriceOutOfRange"), ("maxNotional", "MaxNotionalExceeded"), ("maxPositionSize", "MaxPositionSizeExceeded"),
            ("leverage", "MaxLeverageExceeded"), ("dailyLoss", "DailyLossLimitExceeded"), ("orderRate", "OrderRateExceeded"),
            ("staleMarket", "MarketDataStale"),
        ];
        Assert.Equal(contract, RiskGate.Review(Btc.Buy, Btc.Calm, Limits).Checks.Select(check => (check.Name, check.Error)));
    }

    [Fact]
    public void An_order_within_every_limit_is_approved()
    {
        var decision = RiskGate.Review(Btc.Buy, Btc.Calm, Limits);
        Assert.True(decision.Passed);
        Assert.Null(decision.FirstFailure);
        Assert.Same(Btc.Buy, decision.Approve()!.Intent);
        Assert.Equal(Btc.Noon, decision.Approve()!.At);
        Assert.All(decision.Checks, check => Assert.Null(check.Message));
    }

    [Fact]
    public void A_decision_that_nobody_made_approves_nothing()
    {
        Assert.False(default(GateDecision).Passed);
        Assert.Null(default(GateDecision).Approve());
        Assert.Empty(default(GateDecision).Checks);
    }

    [Fact]
    public void The_first_failure_names_the_error_and_all_are_listed_with_their_numbers()
    {
        var decision = RiskGate.Review(Btc.Buy with { Quantity = 12 }, Btc.Calm with { DailyPnl = -60, OrdersInWindow = 10 }, Limits);
        Assert.Equal(["maxNotional", "maxPositionSize", "leverage", "dailyLoss", "orderRate"], decision.Failures.Select(check => check.Name));
        var first = decision.FirstFailure!;
        Assert.Equal(("MaxNotionalExceeded", 100m, 780_000m), (first.Error, first.Limit, first.Observed));
        Assert.Contains("780000", first.Message, StringComparison.Ordinal);
        Assert.Null(decision.Approve());
    }

    [Fact]
    public void An_open_breaker_refuses_unless_the_breaker_is_switched_off()
    {
        var view = Btc.Calm with { BreakerOpen = true, BreakerReason = "Daily loss limit reached" };
        AssertFails("circuitBreaker", Btc.Buy, view, "Daily loss limit reached");
        Assert.True(RiskGate.Review(Btc.Buy, view, Limits with { CircuitBreakerEnabled = false }).Passed);
    }

    [Fact]
    public void Only_listed_trading_and_allowed_symbols_pass()
    {
        AssertFails("symbolAllowed", Btc.Buy, Btc.Calm with { Instrument = Btc.Instrument with { IsTrading = false } }, "not trading");
        AssertFails("symbolAllowed", Btc.Buy, Btc.Calm with { Instrument = Btc.Instrument with { QuoteAsset = "USDC" } }, "BTCUSDT");
        AssertFails("symbolAllowed", Btc.Buy with { Symbol = Symbol.Parse("ETHUSDT") }, Btc.Calm, "ETHUSDT");
        var onlyEth = Limits with { AllowedSymbols = new[] { Symbol.Parse("ETHUSDT") }.ToFrozenSet() };
        Assert.Contains("ETHUSDT", RiskGate.Review(Btc.Buy, Btc.Calm, onlyEth).FirstFailure!.Message, StringComparison.Ordinal);
        Assert.True(RiskGate.Review(Btc.Buy, Btc.Calm, Limits with { AllowedSymbols = new[] { Btc.Buy.Symbol }.ToFrozenSet() }).Passed);
    }

    public static TheoryData<string, OrderIntent, string> FilterFaults => new()
    {
        { "below the lot's minimum", Btc.Buy with { Quantity = 0.0001m }, "0.001 BTC" },
        { "nothing", Btc.Buy with { Quantity = 0 }, "0.001 BTC" },
        { "off the step", Btc.Buy with { Quantity = 0.0015m }, "step" },
        { "over the market lot", Btc.Buy with { Quantity = 121 }, "120" },
        { "over the limit lot", Btc.Limit(65_000, quantity: 1001), "1000" },
        { "off the tick", Btc.Limit(65_000.05m), "tick" },
        { "price below the minimum", Btc.Limit(261), "261.1" },
        { "price over the maximum", Btc.Limit(809_484.1m), "809484" },
        { "priced without a price", Btc.Buy with { Type = OrderType.Limit }, "price is missing" },
        { "stop without a stop price", Btc.Buy with { Type = OrderType.StopMarket }, "stopPrice is missing" },
        { "stop price off the tick", Btc.Buy with { Type = OrderType.StopMarket, StopPrice = 66_000.05m }, "stopPrice 66000.05" },
        { "stop price below the minimum", Btc.Buy with { Type = OrderType.StopMarket, StopPrice = 1 }, "stopPrice 1" },
        { "stop price over the maximum", Btc.Buy with { Type = OrderType.StopMarket, StopPrice = 900_000 }, "stopPrice 900000" },
        { "buy above the multiplier", Btc.Limit(71_500.1m), "71500" },
        { "sell below the multiplier", Btc.Limit(58_499.9m, Side.Sell), "58500" },
        { "below the minimum notional", Btc.Limit(45_000), "0.002 BTC (90 USDT)" },
    };

    [Theory, MemberData(nameof(FilterFaults))]
    public void Every_filter_of_the_exchange_is_kept(string what, OrderIntent intent, string says)
    {
        Assert.NotEmpty(what);
        var check = Check("filters", intent, Btc.Calm);
        Assert.False(check.Passed);
        Assert.Equal("InvalidOrder", check.Error);
        Assert.Contains(says, check.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OrderType.StopMarket, Side.Sell, 64_999.9, true)]
    [InlineData(OrderType.StopMarket, Side.Sell, 65_000, false)]
    [InlineData(OrderType.StopMarket, Side.Buy, 65_000.1, true)]
    [InlineData(OrderType.StopMarket, Side.Buy, 65_000, false)]
    [InlineData(OrderType.TakeProfitMarket, Side.Sell, 65_000.1, true)]
    [InlineData(OrderType.TakeProfitMarket, Side.Sell, 65_000, false)]
    [InlineData(OrderType.TakeProfitMarket, Side.Buy, 64_999.9, true)]
    [InlineData(OrderType.TakeProfitMarket, Side.Buy, 65_000, false)]
    public void A_stop_that_would_trigger_at_once_is_refused_unless_the_price_is_too_old_to_say(OrderType type, Side side, double stop, bool waits)
    {
        var intent = Btc.Buy with { Type = type, Side = side, StopPrice = (decimal)stop };
        var check = Check("filters", intent, Btc.Calm);
        Assert.Equal(waits, check.Passed);
        if (!waits) Assert.Contains("would trigger at once", check.Message, StringComparison.Ordinal);
        Assert.True(Check("filters", intent, Btc.Calm with { MarketAge = TimeSpan.FromSeconds(6) }).Passed);
    }

    [Fact]
    public void A_filter_of_zero_is_switched_off()
    {
        var open = Btc.Instrument with
        {
            Price = new PriceRule(0, 0, 0), Lot = new LotRule(0, 0, 0), MarketLot = new LotRule(0, 0, 0),
            MinimumNotional = 0, PriceMultiplierUp = 0, PriceMultiplierDown = 0,
        };
        Assert.True(Check("filters", Btc.Limit(1_000_000.123m, quantity: 0.00001m), Btc.Calm with { Instrument = open }).Passed);
    }

    [Fact]
    public void The_reference_price_of_a_market_order_is_never_sent_and_so_not_filtered() =>
        Assert.True(Check("filters", Btc.Buy with { Price = 65_000.123m }, Btc.Calm).Passed);

    [Fact]
    public void The_minimum_notional_of_a_market_order_is_taken_at_the_mark() =>
        Assert.False(Check("filters", Btc.Buy, Btc.Calm with { MarkPrice = 49_999 }).Passed);

    [Theory]
    [InlineData(Side.Buy, 68_250, true)]
    [InlineData(Side.Buy, 68_250.1, false)]
    [InlineData(Side.Buy, 30_000, true)]
    [InlineData(Side.Sell, 61_750, true)]
    [InlineData(Side.Sell, 61_749.9, false)]
    [InlineData(Side.Sell, 70_000, true)]
    public void The_collar_holds_the_aggressive_side_only(Side side, double price, bool passes) =>
        Assert.Equal(passes, Check("priceCollar", Btc.Limit((decimal)price, side), Btc.Calm).Passed);

    [Fact]
    public void The_collar_leaves_types_without_a_limit_price_alone() =>
        Assert.True(Check("priceCollar", Btc.Buy with { Type = OrderType.StopMarket, StopPrice = 80_000 }, Btc.Calm).Passed);

    [Fact]
    public void Notional_is_taken_at_the_largest_of_mark_price_and_stop_price()
    {
        Assert.Equal(65, Check("maxNotional", Btc.Limit(60_000), Btc.Calm).Observed);
        Assert.Equal(66, Check("maxNotional", Btc.Limit(66_000), Btc.Calm).Observed);
        Assert.Equal(67, Check("maxNotional", Btc.Buy with { Price = 66_000, StopPrice = 67_000 }, Btc.Calm).Observed);
        Assert.True(Check("maxNotional", Btc.Buy, Btc.Calm with { MarkPrice = 100_000 }).Passed);
        AssertFails("maxNotional", Btc.Buy, Btc.Calm with { MarkPrice = 100_000.1m }, "100.0001");
    }

    [Theory]
    [InlineData(0.05, 0.04, 0, Side.Buy, 0.01, true)]
    [InlineData(0.05, 0.04, 0, Side.Buy, 0.011, false)]
    [InlineData(-0.05, 0, 0.04, Side.Sell, 0.011, false)]
    [InlineData(0.1, 0, 0, Side.Sell, 0.2, true)]
    [InlineData(0.1, 0, 0, Side.Sell, 0.201, false)]
    [InlineData(0, 0, 0.1, Side.Buy, 0.1, true)]
    [InlineData(0, 0.2, 0, Side.Sell, 0.001, false)]
    public void The_position_is_taken_at_its_worst_with_working_orders(double position, double buy, double sell, Side side, double quantity, bool passes)
    {
        var view = Btc.Calm with { PositionQuantity = (decimal)position, WorkingBuyQuantity = (decimal)buy, WorkingSellQuantity = (decimal)sell };
        Assert.Equal(passes, Check("maxPositionSize", Btc.Buy with { Side = side, Quantity = (decimal)quantity }, view).Passed);
    }

    [Fact]
    public void A_symbol_may_have_a_position_limit_of_its_own()
    {
        var limits = Limits with { PositionOverrides = new Dictionary<Symbol, decimal> { [Btc.Buy.Symbol] = 5 }.ToFrozenDictionary() };
        Assert.Equal(5, RiskGate.Review(Btc.Buy, Btc.Calm, limits).Checks.Single(check => check.Name == "maxPositionSize").Limit);
        Assert.Equal(0.1m, limits.MaxPositionOf(Symbol.Parse("ETHUSDT")));
    }

    [Fact]
    public void Leverage_counts_all_symbols_and_this_order()
    {
        var check = Check("leverage", Btc.Buy with { Quantity = 0.01m }, Btc.Calm with { ExposureNotional = 49_350 });
        Assert.Equal((true, 5m), (check.Passed, check.Observed));
        AssertFails("leverage", Btc.Buy with { Quantity = 0.001m }, Btc.Calm with { ExposureNotional = 49_936 }, "5.0001");
        AssertFails("leverage", Btc.Buy, Btc.Calm with { MarginBalance = 0 }, "0 USDT");
    }

    [Fact]
    public void An_order_hedged_by_a_working_one_adds_only_what_it_makes_worse()
    {
        var view = Btc.Calm with { PositionQuantity = -0.02m, ExposureNotional = 1_300 };
        Assert.Equal(0.13m, Check("leverage", Btc.Buy with { Quantity = 0.03m }, view).Observed);
        Assert.Equal(0.195m, Check("leverage", Btc.Buy with { Quantity = 0.05m }, view).Observed);
    }

    [Theory]
    [InlineData(-49.99, false, true)]
    [InlineData(-50, false, false)]
    [InlineData(0, true, false)]
    public void The_daily_loss_holds_even_without_a_breaker(double pnl, bool latched, bool passes)
    {
        var decision = RiskGate.Review(Btc.Buy, Btc.Calm with { DailyPnl = (decimal)pnl, DailyLossLatched = latched }, Limits with { CircuitBreakerEnabled = false });
        Assert.Equal(passes, decision.Passed);
        if (!passes) Assert.Equal(("dailyLoss", "DailyLossLimitExceeded", 50m), decision.FirstFailure switch { var check => (check!.Name, check.Error, check.Limit!.Value) });
    }

    [Fact]
    public void The_tenth_order_in_the_window_is_the_last()
    {
        Assert.True(RiskGate.Review(Btc.Buy, Btc.Calm with { OrdersInWindow = 9 }, Limits).Passed);
        AssertFails("orderRate", Btc.Buy, Btc.Calm with { OrdersInWindow = 10 }, "order 11 within 10 s");
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(5.001, false)]
    [InlineData(-5.001, false)]
    public void Market_data_may_be_five_seconds_old(double seconds, bool passes) =>
        Assert.Equal(passes, RiskGate.Review(Btc.Buy, Btc.Calm with { MarketAge = TimeSpan.FromSeconds(seconds) }, Limits).Passed);

    [Fact]
    public void The_age_of_market_data_is_told_in_seconds()
    {
        AssertFails("staleMarket", Btc.Buy, Btc.Calm with { MarketAge = TimeSpan.FromMilliseconds(5250) }, "5.25 s old: at most 5 s");
        AssertFails("staleMarket", Btc.Buy, Btc.Calm with { MarketAge = TimeSpan.MaxValue }, "922337203685.4775807 s");
        AssertFails("staleMarket", Btc.Buy, Btc.Calm with { MarketAge = TimeSpan.MinValue }, "922337203685.4775808 s");
    }

    [Fact]
    public void A_reducing_order_passes_when_everything_else_would_refuse()
    {
        var blind = Btc.Calm with
        {
            BreakerOpen = true, MarkPrice = null, MarketAge = null, MarginBalance = null, ExposureNotional = null, DailyPnl = null,
            DailyLossLatched = true, OrdersInWindow = 1000, PositionQuantity = 20, WorkingReduceQuantity = 8,
        };
        Assert.True(RiskGate.Review(Btc.Close(12), blind, Limits).Passed);
        Assert.True(RiskGate.Review(Btc.Close(12, Side.Buy), blind with { PositionQuantity = -20 }, Limits).Passed);
        Assert.True(RiskGate.Review(Btc.Close(12), blind with { PositionQuantity = null }, Limits).Passed);
    }

    [Fact]
    public void A_reducing_order_still_keeps_symbol_filters_and_collar()
    {
        var view = Btc.Calm with { PositionQuantity = 1 };
        Assert.Equal("symbolAllowed", RiskGate.Review(Btc.Close(1), view, Limits with { AllowedSymbols = FrozenSet<Symbol>.Empty }).FirstFailure!.Name);
        Assert.Equal("filters", RiskGate.Review(Btc.Close(0.0005m), view, Limits).FirstFailure!.Name);
        Assert.Equal("filters", RiskGate.Review(Btc.Close(1), view with { Instrument = null }, Limits).Failures[1].Name);
        Assert.Equal("priceCollar", RiskGate.Review(Btc.Close(1) with { Type = OrderType.Limit, Price = 60_000 }, view, Limits).FirstFailure!.Name);
    }

    [Fact]
    public void The_minimum_notional_does_not_hold_reduce_only_orders() =>
        Assert.True(RiskGate.Review(Btc.Close(0.001m), Btc.Calm with { PositionQuantity = 0.001m, MarkPrice = 1_000 }, Limits).Passed);

    [Theory]
    [InlineData(0, 0, "no BTCUSDT position")]
    [InlineData(-1, 0, "must be BUY")]
    [InlineData(0.5, 0, "more than the BTCUSDT position of 0.5")]
    [InlineData(1, 0.5, "0.5 in reducing orders already open")]
    public void A_reduce_only_order_that_does_not_fit_is_invalid_and_raises_exposure(double position, double working, string says)
    {
        var view = Btc.Calm with { PositionQuantity = (decimal)position, WorkingReduceQuantity = (decimal)working, BreakerOpen = true };
        var failures = RiskGate.Review(Btc.Close(1), view, Limits).Failures;
        Assert.Contains(says, failures.Single(check => check.Name == "filters").Message, StringComparison.Ordinal);
        Assert.Contains(failures, check => check.Name == "circuitBreaker");
    }

    [Theory]
    [InlineData("mark")]
    [InlineData("age")]
    [InlineData("position")]
    [InlineData("margin")]
    [InlineData("exposure")]
    [InlineData("pnl")]
    [InlineData("instrument")]
    public void Not_knowing_refuses_and_says_what_is_missing(string what)
    {
        var (view, check, missing) = what switch
        {
            "mark" => (Btc.Calm with { MarkPrice = null }, "maxNotional", "mark price"),
            "age" => (Btc.Calm with { MarketAge = null }, "staleMarket", "market data"),
            "position" => (Btc.Calm with { PositionQuantity = null }, "maxPositionSize", "position"),
            "margin" => (Btc.Calm with { MarginBalance = null }, "leverage", "margin balance"),
            "exposure" => (Btc.Calm with { ExposureNotional = null }, "leverage", "exposure"),
            "pnl" => (Btc.Calm with { DailyPnl = null }, "dailyLoss", "daily PnL"),
            _ => (Btc.Calm with { Instrument = null }, "symbolAllowed", "instrument"),
        };
        AssertFails(check, Btc.Buy, view, missing + " ");
    }

    [Fact]
    public void Leverage_settings_are_held_to_the_limit()
    {
        Assert.True(RiskGate.ReviewLeverage(5, Limits).Passed);
        var refused = RiskGate.ReviewLeverage(6, Limits);
        Assert.Equal((false, "leverage", "MaxLeverageExceeded", 5m, 6m), (refused.Passed, refused.Name, refused.Error, refused.Limit, refused.Observed));
        Assert.Contains("at most 5", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reviewing_allocates_nothing()
    {
        var limits = Limits with { AllowedSymbols = new[] { Btc.Buy.Symbol }.ToFrozenSet() };
        var failing = Btc.Limit(99_999.95m, quantity: 5000);
        for (var i = 0; i < 100; i++) Review(limits, failing);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Review(limits, failing);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Review(RiskLimits limits, OrderIntent failing)
    {
        _ = RiskGate.Review(Btc.Buy, Btc.Calm, limits).Passed;
        _ = RiskGate.Review(failing, Btc.Calm, limits).Passed;
    }

    private static RiskCheck Check(string name, OrderIntent intent, in RiskView view) =>
        RiskGate.Review(intent, view, Limits).Checks.Single(check => check.Name == name);

    private static void AssertFails(string name, OrderIntent intent, in RiskView view, string says)
    {
        var check = Check(name, intent, view);
        Assert.False(check.Passed);
        Assert.Contains(says, check.Message, StringComparison.Ordinal);
        Assert.Null(RiskGate.Review(intent, view, Limits).Approve());
    }
}
