using System.Text;
using System.Text.Json;
using Spark.Contracts;
using Spark.Executor.Http;

namespace Spark.Executor.Tests.Http;

public sealed class PlaceOrderJsonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, 123, TimeSpan.Zero);

    private static readonly PlaceOrderResponse Full = new()
    {
        DryRun = true,
        Ack = true,
        Simulated = true,
        Order = new OrderView
        {
            OrderId = 7,
            ClientOrderId = "spk-1",
            Symbol = "币安人生USDT",
            Side = "BUY",
            Type = "LIMIT",
            Quantity = 0.0010m,
            ExecutedQuantity = 0,
            Price = 65_000.10m,
            StopPrice = 1.5m,
            TimeInForce = "GTC",
            ReduceOnly = true,
            Status = "SIMULATED",
            Conditional = false,
            Origin = "spark",
            UpdatedAt = Noon,
            AveragePrice = 1e-28m,
            State = "notPlaced",
        },
        Evidence = new EvidenceView
        {
            RiskChecks = ["filters", "dailyLoss"],
            Checks =
            [
                new RiskCheckView("filters", true, null, null),
                new RiskCheckView("dailyLoss", false, decimal.MaxValue, -0.5m) { Error = "DailyLossLimit", Message = "it's \"over\" <50>", Fault = "missing" },
            ],
            Passed = false,
            MarkPrice = 1,
            Notional = 2.50m,
            EstimatedFillPrice = 3,
            SlippageBps = -4.0000m,
            EstimatedFee = 5,
            PositionBefore = -6,
            PositionAfter = 7,
            MarginBefore = 8,
            MarginAfter = 9,
            Filters = new FiltersView(0.1m, 0.001m, 0.001m, 1_000, 50),
            MarketAt = Noon.AddTicks(1),
        },
        Timestamp = Noon,
    };

    public static TheoryData<PlaceOrderResponse> Answers =>
    [
        Full,
        Full with { Order = Full.Order with { OrderId = null, Price = null, StopPrice = null, TimeInForce = null, AveragePrice = null }, Evidence = new EvidenceView { RiskChecks = [], Checks = [], Passed = true } },
        Full with { Evidence = Full.Evidence! with { Warnings = ["slowExchange"] } },
        Full with { Evidence = Full.Evidence! with { Leverage = 5, LeverageBracket = new LeverageBracketView(1, 125, 50_000, 0.004m, null), ExchangeTest = new ExchangeTestView(true, null, null) } },
        Full with { Evidence = Full.Evidence! with { Sources = [new EvidenceSourceView("book", "rest", null)], Missing = ["book"] } },
        Full with { Evidence = null },
        Full with { Simulated = null, DryRun = false },
        Full with { Replayed = true },
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_order_s_answer_is_what_the_contract_s_serializer_writes(PlaceOrderResponse answer)
    {
        using var written = AnswerBytes.Of(answer);

        Assert.Equal(JsonSerializer.Serialize(answer, ContractsJson.Answers.PlaceOrderResponse), Encoding.UTF8.GetString(written.Written.Span));
    }
}
