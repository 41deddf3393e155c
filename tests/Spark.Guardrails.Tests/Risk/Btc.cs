using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Risk;

namespace Spark.Guardrails.Tests.Risk;

/// <summary>A calm BTC market at 65,000, a funded account, and orders in it.</summary>
internal static class Btc
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static readonly Instrument Instrument = new()
    {
        Symbol = Symbol.Parse("BTCUSDT"),
        BaseAsset = "BTC",
        QuoteAsset = "USDT",
        IsTrading = true,
        Price = new PriceRule(261.1m, 809484, 0.1m),
        Lot = new LotRule(0.001m, 1000, 0.001m),
        MarketLot = new LotRule(0.001m, 120, 0.001m),
        MinimumNotional = 50,
        PriceMultiplierUp = 1.1m,
        PriceMultiplierDown = 0.9m,
    };

    public static readonly RiskView Calm = new()
    {
        AsOf = Noon,
        Instrument = Instrument,
        MarkPrice = 65_000,
        MarketAge = TimeSpan.FromSeconds(1),
        PositionQuantity = 0,
        MarginBalance = 10_000,
        ExposureNotional = 0,
        DailyPnl = 0,
    };

    public static readonly OrderIntent Buy = new()
    {
        ClientOrderId = ClientOrderId.Parse("c1"),
        Symbol = Symbol.Parse("BTCUSDT"),
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = 0.001m,
    };

    public static OrderIntent Limit(decimal price, Side side = Side.Buy, decimal quantity = 0.001m) =>
        Buy with { Type = OrderType.Limit, Side = side, Price = price, Quantity = quantity };

    public static OrderIntent Close(decimal quantity, Side side = Side.Sell) => Buy with { Side = side, Quantity = quantity, ReduceOnly = true };
}
