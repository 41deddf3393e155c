using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Risk;

namespace Spark.Benchmarks.Executor;

/// <summary>One decision of the risk gate, all ten checks, on an order that passes.</summary>
internal sealed class GateRow : IBenchRow
{
    // Rounds shorter than a time slice: on a shared machine the median one was not interrupted.
    private const int PerRound = 1_000, RoundsOfEach = 2_001, WarmUp = 300_000;

    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private static readonly RiskLimits Limits = new();

    private static readonly OrderIntent Order = new()
    {
        ClientOrderId = ClientOrderId.ForIntent("bench"),
        Symbol = Btc,
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = 0.001m,
        Price = 60_000m,
    };

    private static readonly RiskView View = new()
    {
        AsOf = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Instrument = new Instrument
        {
            Symbol = Btc,
            BaseAsset = "BTC",
            QuoteAsset = "USDT",
            IsTrading = true,
            Price = new PriceRule(0.1m, 1_000_000, 0.1m),
            Lot = new LotRule(0.001m, 1_000, 0.001m),
            MarketLot = new LotRule(0.001m, 120, 0.001m),
            MinimumNotional = 50,
            PriceMultiplierUp = 1.05m,
            PriceMultiplierDown = 0.95m,
        },
        MarkPrice = 60_123.4m,
        MarketAge = TimeSpan.FromMilliseconds(130),
        PositionQuantity = 0.013m,
        WorkingBuyQuantity = 0.002m,
        WorkingSellQuantity = 0.001m,
        MarginBalance = 9_987.123m,
        ExposureNotional = 901.85m,
        DailyPnl = -12.345m,
        OrdersInWindow = 3,
    };

    public string Name => "gate";

    public Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        if (!RiskGate.Review(Order, View, Limits).Passed) throw new InvalidOperationException("The order was meant to pass.");
        Rounds.Time(WarmUp, () => RiskGate.Review(Order, View, Limits));
        var (ours, _) = Rounds.Alternate(RoundsOfEach, Measure, static () => default);
        return Task.FromResult<IReadOnlyList<RowResult>>(
        [
            new RowResult("gate decision, ten checks", Table.Text($"{ours.Nanoseconds:0} ns"), "-", "-", Table.Text($"{ours.Bytes:0} B"),
                "<= 1 us, 0 B", ours.Nanoseconds <= 1_000 && ours.Bytes < 0.01),
        ]);
    }

    private static Sample Measure()
    {
        var passed = 0;
        return Rounds.Time(PerRound, () => passed += RiskGate.Review(Order, View, Limits).Passed ? 1 : 0);
    }
}
