using Spark.Contracts;
using Spark.Copilot.Feed;

namespace Spark.Copilot.Tests.Suggestions;

/// <summary>Desks to look at: a quiet one, and what can be wrong with it.</summary>
internal static class Desks
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static DeskSnapshot Quiet(DateTimeOffset now) => DeskSnapshot.Empty with
    {
        Tried = true,
        Answering = true,
        ReadAt = now,
        Health = Health(Market(connected: true, now), User(connected: true)),
        Account = new AccountView(1_000, 1_000, 900, 0, 100),
        Risk = Risk(0, open: false),
    };

    public static DeskSnapshot With(this DeskSnapshot desk, StreamView? market = null, StreamView? user = null) =>
        desk with { Health = Health(market ?? desk.Health!.Streams["market"], user ?? desk.Health!.Streams["userData"]) };

    public static StreamView Market(bool connected, DateTimeOffset lastMessage) =>
        new() { Wanted = true, Connected = connected, AgeSeconds = connected ? 60 : 0, LastMessageAt = lastMessage, Reconnects = 0, Symbols = ["BTCUSDT", "ETHUSDT"] };

    public static StreamView User(bool connected) => new() { Wanted = true, Connected = connected, AgeSeconds = connected ? 60 : 0, Reconnects = 0 };

    public static DeskSnapshot WithMargin(this DeskSnapshot desk, decimal available) => desk with
    {
        Account = new AccountView(1_000, 1_000, available, 0, 1_000 - available),
        Positions = [Position("ETHUSDT", 200), Position("BTCUSDT", 600)],
    };

    public static DeskSnapshot WithPnl(this DeskSnapshot desk, decimal pnl, bool open = false) => desk with { Risk = Risk(pnl, open) };

    public static DeskSnapshot WithSpread(this DeskSnapshot desk, decimal bps, string symbol = "BTCUSDT") =>
        desk with { Tickers = desk.Tickers.SetItem(symbol, new TickerView(symbol, 10_000, 10_000, 10_000 - (bps / 2), 10_000 + (bps / 2), 0, 0)) };

    public static DeskSnapshot WithCanary(this DeskSnapshot desk, DateTimeOffset expires, string state = "simulated", bool passed = true) => desk with
    {
        Canaries = [new CanaryView
        {
            Id = "canary-1", Scope = "futures-testnet", Symbol = "BTCUSDT", Side = "BUY", Type = "MARKET", Quantity = 0.001m,
            State = state, Passed = passed, RunBy = "person:local", RunAt = expires.AddSeconds(-300), ExpiresAt = expires,
        }],
    };

    public static DeskSnapshot WithUnknownOrder(this DeskSnapshot desk) => desk with
    {
        Orders = [new OrderView
        {
            ClientOrderId = "spk-1", Symbol = "BTCUSDT", Side = "BUY", Type = "MARKET", Quantity = 0.001m, ExecutedQuantity = 0, ReduceOnly = false,
            Status = "UNKNOWN", Conditional = false, Origin = "spark", UpdatedAt = Noon, State = "unknown",
        }],
    };

    private static PositionView Position(string symbol, decimal notional) =>
        new() { Symbol = symbol, Side = "LONG", Quantity = 1, EntryPrice = notional, MarkPrice = notional, Notional = notional };

    private static HealthResponse Health(StreamView market, StreamView user) => new()
    {
        Status = "ok", Testnet = true, Venue = "simulator", ServerTime = 0, ClockSkewMs = 0,
        Streams = new Dictionary<string, StreamView> { ["market"] = market, ["userData"] = user },
    };

    private static RiskStatusResponse Risk(decimal pnl, bool open) => new()
    {
        Limits = new RiskLimitsView
        {
            MaxNotional = 100, MaxPositionSize = 0.1m, MaxPositionSizeBySymbol = new Dictionary<string, decimal>(), DailyLossLimit = 50, MaxLeverage = 5,
            PriceCollar = 0.05m, OrderRate = 10, OrderRateSeconds = 10, MaxMarketAgeSeconds = 5,
        },
        Usage = new RiskUsageView { DailyPnl = pnl, OpenOrders = 0, UnknownOrders = 0, OrdersInWindow = 0, RecordedPnl = 0 },
        CircuitBreaker = new CircuitBreakerView { Open = open },
    };
}
