using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Evidence;
using Spark.Guardrails.Risk;
using Spark.Guardrails.Tests.Risk;

namespace Spark.Guardrails.Tests.Evidence;

public sealed class EvidenceBuilderTests
{
    private static readonly EvidenceInputs Inputs = new()
    {
        Quote = new Quote(Btc.Buy.Symbol)
        {
            MarkPrice = 65_000, Bids = [new BookLevel(64_990, 1)], Asks = [new BookLevel(65_010, 0.001m), new BookLevel(65_030, 1)],
        },
        Position = new Position(Btc.Buy.Symbol, 0.004m, 60_000),
        Instrument = Btc.Instrument,
        Leverage = 5,
    };

    [Fact]
    public void A_market_order_walks_the_book_and_pays_the_taker_fee()
    {
        var evidence = Build(Btc.Buy with { Quantity = 0.002m });
        Assert.Equal(65_020, evidence.EstimatedFillPrice);
        Assert.Equal(3.0769m, evidence.SlippageBps);
        Assert.Equal(0.002m * 65_020 * 0.0005m, evidence.EstimatedFee);
        Assert.Equal(130, evidence.Notional);
        Assert.Equal((0.004m, 0.006m), (evidence.PositionBefore, evidence.PositionAfter));
        Assert.Equal((0.004m * 65_000 / 5, 0.006m * 65_000 / 5), (evidence.MarginBefore, evidence.MarginAfter));
        Assert.Equal(new InstrumentFilters(0.1m, 0.001m, 0.001m, 120, 50), evidence.Filters);
    }

    [Fact]
    public void A_resting_limit_fills_at_its_price_for_the_maker_fee()
    {
        var evidence = Build(Btc.Limit(64_000));
        Assert.Equal(64_000, evidence.EstimatedFillPrice);
        Assert.Equal(0.001m * 64_000 * 0.0002m, evidence.EstimatedFee);
    }

    [Fact]
    public void A_crossing_limit_takes_but_never_past_its_price()
    {
        Assert.Equal(65_015, Build(Btc.Limit(65_015, quantity: 0.005m)).EstimatedFillPrice);
        var selling = Build(Btc.Limit(64_000, Side.Sell));
        Assert.Equal((64_990m, 0.001m * 64_990 * 0.0005m), (selling.EstimatedFillPrice, selling.EstimatedFee));
        Assert.True(selling.SlippageBps > 0);
    }

    [Fact]
    public void A_stop_is_expected_at_its_trigger_without_a_slippage()
    {
        var evidence = Build(Btc.Buy with { Type = OrderType.StopMarket, StopPrice = 70_000 });
        Assert.Equal(70_000, evidence.EstimatedFillPrice);
        Assert.Null(evidence.SlippageBps);
    }

    [Theory]
    [InlineData(0.001, Side.Sell, 0.003)]
    [InlineData(0.009, Side.Sell, 0)]
    [InlineData(0.001, Side.Buy, 0.004)]
    public void A_reduce_only_order_never_turns_or_raises_the_position(double quantity, Side side, double after) =>
        Assert.Equal((decimal)after, Build(Btc.Close((decimal)quantity, side)).PositionAfter);

    [Fact]
    public void What_is_not_known_is_null_and_the_checks_still_stand()
    {
        var decision = RiskGate.Review(Btc.Buy, Btc.Calm with { MarkPrice = null }, new RiskLimits());
        var evidence = EvidenceBuilder.Build(Btc.Buy, decision, new EvidenceInputs());
        Assert.False(evidence.Passed);
        Assert.Equal(RiskGate.CheckNames, evidence.RiskChecks);
        Assert.Equal(10, evidence.Checks.Length);
        object?[] unknown =
        [
            evidence.MarkPrice, evidence.Notional, evidence.EstimatedFillPrice, evidence.SlippageBps, evidence.EstimatedFee,
            evidence.PositionAfter, evidence.MarginAfter, evidence.Filters,
        ];
        Assert.All(unknown, Assert.Null);
    }

    private static Guardrails.Evidence.Evidence Build(OrderIntent intent) =>
        EvidenceBuilder.Build(intent, RiskGate.Review(intent, Btc.Calm, new RiskLimits()), Inputs);
}
