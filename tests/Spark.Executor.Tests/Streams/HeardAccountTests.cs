using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Streams.User;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Streams;

namespace Spark.Executor.Tests.Streams;

/// <summary>What a connection has told of an account, whatever the order in which it did.</summary>
public sealed class HeardAccountTests
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly HeardAccount _heard = new();

    [Fact]
    public void Nothing_is_known_before_the_first_snapshot()
    {
        _heard.Hear(Order(1, OrderStatus.New, 0));
        Assert.Null(_heard.News);
    }

    [Fact]
    public void Events_that_come_late_or_twice_change_nothing()
    {
        _heard.Begin(Snapshot(100, []));
        _heard.Hear(Order(1, OrderStatus.Filled, 2));
        _heard.Hear(Order(1, OrderStatus.New, 0));
        _heard.Hear(Order(2, OrderStatus.PartiallyFilled, 1));
        _heard.Hear(Order(2, OrderStatus.New, 0));
        _heard.Hear(Account(90, 2, Start.AddSeconds(2)));
        _heard.Hear(Account(95, 1, Start.AddSeconds(1)));

        Assert.False(_heard.News!.DiffersFrom(new AccountNews(90, [(Btc, 2.00m)], [(Btc, 2L, 1.0m)])));
    }

    [Fact]
    public void An_order_that_ended_unheard_is_missing_on_the_other_side()
    {
        _heard.Begin(Snapshot(100, []));
        _heard.Hear(Order(1, OrderStatus.New, 0));

        Assert.False(_heard.News!.DiffersFrom(new AccountNews(100, [], [(Btc, 1L, 0m)])));
        Assert.True(_heard.News!.DiffersFrom(new AccountNews(100, [], [])));
        Assert.False(_heard.News!.DiffersFrom(new AccountNews(100, [], null)));
    }

    [Fact]
    public void A_closed_position_is_none()
    {
        _heard.Begin(Snapshot(100, [new Position(Btc, 1, 60_000)]));
        _heard.Hear(Account(100, 0, Start));

        Assert.False(_heard.News!.DiffersFrom(new AccountNews(100, [], [])));
    }

    private static AccountSnapshot Snapshot(decimal wallet, ImmutableArray<Position> positions) => new()
    {
        StartedAt = Start,
        ReadFrom = 1,
        WalletBalance = wallet,
        Positions = positions,
        Leverage = ImmutableDictionary<Symbol, int>.Empty,
        LiquidationPrices = ImmutableDictionary<Symbol, decimal>.Empty,
        Mode = default,
        OpenOrders = [],
        Fills = [],
    };

    private static UserEvent.AccountUpdated Account(decimal wallet, decimal quantity, DateTimeOffset at) =>
        new("ORDER", [new BalanceUpdate("USDT", wallet, wallet, 0)], [new PositionUpdate(Btc, "BOTH", quantity, 60_000, 0)], false, at, at);

    private static UserEvent.OrderUpdated Order(long id, OrderStatus status, decimal executed) => new(
        new OrderReport
        {
            Symbol = Btc,
            OrderId = id,
            ClientOrderId = $"elsewhere-{id}",
            Side = Side.Buy,
            Type = OrderType.Limit,
            TypeWord = "LIMIT",
            Quantity = 2,
            TimeInForce = TimeInForce.GoodTillCancel,
            TimeInForceWord = "GTC",
            Status = status,
            StatusWord = status.ToString(),
            Executed = executed,
            UpdateTime = Start,
        },
        "TRADE", null, null, Start);
}
