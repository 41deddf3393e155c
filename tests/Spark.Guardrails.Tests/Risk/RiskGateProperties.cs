using CsCheck;
using Spark.Domain.Orders;
using Spark.Guardrails.Risk;

namespace Spark.Guardrails.Tests.Risk;

public sealed class RiskGateProperties
{
    private static readonly Gen<OrderIntent> Intents = Gen.Select(
        Gen.Enum<Side>(), Gen.Enum<OrderType>(), Gen.Int[1, 300], Gen.Int[550_000, 750_000], Gen.Int[550_000, 750_000], Gen.Bool, Gen.Bool,
        (side, type, thousandths, price, stop, reduceOnly, marketReference) => Btc.Buy with
        {
            Side = side,
            Type = type,
            Quantity = thousandths * 0.001m,
            Price = type.IsPriced() || (type == OrderType.Market && marketReference) ? price / 10m : null,
            StopPrice = type.IsConditional() ? stop / 10m : null,
            ReduceOnly = reduceOnly,
        });

    private static readonly Gen<RiskView> Views = Gen.Select(
        Gen.Select(Gen.Int[-200, 200], Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 100]),
        Gen.Select(Gen.Int[600_000, 700_000], Gen.Int[0, 6_000], Gen.Int[0, 60_000], Gen.Int[1, 20_000]),
        Gen.Select(Gen.Int[-70, 70], Gen.Int[0, 11], Gen.Frequency((1, Gen.Const(true)), (9, Gen.Const(false))), Gen.Frequency((1, Gen.Const(true)), (9, Gen.Const(false)))),
        (orders, money, rest) => Btc.Calm with
        {
            PositionQuantity = orders.Item1 * 0.001m,
            WorkingBuyQuantity = orders.Item2 * 0.001m,
            WorkingSellQuantity = orders.Item3 * 0.001m,
            WorkingReduceQuantity = orders.Item4 * 0.001m,
            MarkPrice = money.Item1 / 10m,
            MarketAge = TimeSpan.FromMilliseconds(money.Item2),
            ExposureNotional = money.Item3 + money.Item1 / 10m * Worst(orders.Item1, orders.Item2, orders.Item3),
            MarginBalance = money.Item4,
            DailyPnl = rest.Item1,
            OrdersInWindow = rest.Item2,
            BreakerOpen = rest.Item3,
            DailyLossLatched = rest.Item4,
        });

    private static readonly Gen<RiskLimits> Limits = Gen.Select(
        Gen.Int[50, 20_000], Gen.Int[1, 400], Gen.Int[10, 60], Gen.Int[1, 20], Gen.Int[1, 10], Gen.Int[1, 12], Gen.Bool,
        (notional, position, loss, leverage, collar, rate, breaker) => new RiskLimits
        {
            MaxNotional = notional,
            MaxPositionSize = position * 0.001m,
            DailyLossLimit = loss,
            MaxLeverage = leverage,
            PriceCollar = collar / 100m,
            OrderRateCount = rate,
            CircuitBreakerEnabled = breaker,
        });

    /// <summary>Takes one piece of data away, or none.</summary>
    private static readonly Gen<Func<RiskView, RiskView>> Losses = Gen.OneOf<Func<RiskView, RiskView>>(
        view => view with { MarkPrice = null },
        view => view with { MarketAge = null },
        view => view with { PositionQuantity = null },
        view => view with { MarginBalance = null },
        view => view with { ExposureNotional = null },
        view => view with { DailyPnl = null },
        view => view with { Instrument = null });

    [Fact]
    public void An_approved_order_breaks_no_limit()
    {
        var approved = 0;
        Gen.Select(Intents, Views, Limits).Sample((intent, view, limits) =>
        {
            if (RiskGate.Review(intent, view, limits).Approve() is null) return;
            Interlocked.Increment(ref approved);
            AssertWithin(intent, view, limits);
        }, iter: 30_000);
        Assert.True(approved > 100, $"only {approved} orders were approved: the search says little");
    }

    [Fact]
    public void Missing_data_never_approves_an_order_that_raises_exposure() => Gen.Select(Intents, Views, Limits, Losses).Sample((intent, view, limits, lose) =>
        Assert.Null(RiskGate.Review(intent with { ReduceOnly = false }, lose(view), limits).Approve()), iter: 5_000);

    [Fact]
    public void Any_size_in_the_decimal_range_is_judged_and_told_without_an_exception() => Gen.Select(Gen.Decimal, Gen.Decimal, Gen.Decimal, Views).Sample((quantity, price, stop, view) =>
    {
        foreach (var type in Enum.GetValues<OrderType>())
        {
            var intent = Btc.Buy with { Type = type, Quantity = Math.Abs(quantity), Price = Math.Abs(price), StopPrice = Math.Abs(stop) };
            Assert.Equal(10, RiskGate.Review(intent, view, new RiskLimits()).Checks.Length);
        }
    }, iter: 2_000);

    private static void AssertWithin(OrderIntent intent, RiskView view, RiskLimits limits)
    {
        var mark = view.MarkPrice!.Value;
        var position = view.PositionQuantity!.Value;
        if (intent.Type.IsPriced()) Assert.True(intent.Side == Side.Buy ? intent.Price <= mark * (1 + limits.PriceCollar) : intent.Price >= mark * (1 - limits.PriceCollar));
        var closing = intent.Side == Side.Sell ? Math.Max(position, 0) : Math.Max(-position, 0);
        if (intent.ReduceOnly)
        {
            Assert.True(view.WorkingReduceQuantity + intent.Quantity <= closing);
            return;
        }
        Assert.False(view.BreakerOpen && limits.CircuitBreakerEnabled);
        if (intent.Type.IsConditional()) Assert.True(intent.TriggersAbove() ? intent.StopPrice > mark : intent.StopPrice < mark);
        decimal?[] prices = [mark, intent.Price, intent.StopPrice];
        Assert.All(prices, price => Assert.True(intent.Quantity * (price ?? 0) <= limits.MaxNotional));
        var buys = view.WorkingBuyQuantity + (intent.Side == Side.Buy ? intent.Quantity : 0);
        var sells = view.WorkingSellQuantity + (intent.Side == Side.Sell ? intent.Quantity : 0);
        Assert.InRange(position + buys, -limits.MaxPositionSize, limits.MaxPositionSize);
        Assert.InRange(position - sells, -limits.MaxPositionSize, limits.MaxPositionSize);
        var others = view.ExposureNotional!.Value - mark * WorstOf(position, view.WorkingBuyQuantity, view.WorkingSellQuantity);
        Assert.True(others + mark * WorstOf(position, buys, sells) <= limits.MaxLeverage * view.MarginBalance!.Value + 0.000001m);
        Assert.True(view.DailyPnl > -limits.DailyLossLimit && !view.DailyLossLatched);
        Assert.True(view.OrdersInWindow < limits.OrderRateCount);
        Assert.True(view.MarketAge <= limits.MaxMarketAge);
        Assert.True(intent.Quantity * (intent.Type.IsPriced() ? intent.Price : intent.StopPrice ?? mark) >= 50);
    }

    private static decimal Worst(int position, int buy, int sell) => WorstOf(position, buy, sell) * 0.001m;

    private static decimal WorstOf(decimal position, decimal buys, decimal sells) =>
        new[] { position + buys, position - sells }.Max(Math.Abs);
}
