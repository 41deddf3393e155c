using Spark.Domain.Orders;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Tests.Matching;

/// <summary>The core with a standing mark price of 70,000 on BTCUSDT, no market makers, and two accounts of 10,000 USDT.</summary>
internal sealed class CoreExchange
{
    public const decimal Mark = 70_000;

    public CoreExchange()
    {
        Exchange = new Exchange([.. ContractTable.Default.Select(profile => profile.Contract)], FeeSchedule.BaseTier, startedAt: 1_000_000);
        foreach (var market in Exchange.Markets) Exchange.SetPrices(market, market.Contract.Name == "BTCUSDT" ? Mark : 1000, Mark, 0.0001m);
        Exchange.Observer = Events;
        Btc = Exchange.Find("BTCUSDT")!;
        Alice = Exchange.Open("alice", 10_000);
        Bob = Exchange.Open("bob", 10_000);
    }

    public Exchange Exchange { get; }

    public EventLog Events { get; } = new();

    public Market Btc { get; }

    public Account Alice { get; }

    public Account Bob { get; }

    public Placement Limit(
        Account account, Side side, decimal quantity, decimal price, TimeInForce timeInForce = TimeInForce.GoodTillCancel, bool reduceOnly = false,
        string? clientOrderId = null, SelfTradeMode selfTrade = SelfTradeMode.ExpireMaker) => Exchange.Place(new PlaceOrder
        {
            Account = account,
            Market = Btc,
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = timeInForce,
            Quantity = quantity,
            Price = price,
            ReduceOnly = reduceOnly,
            ClientOrderId = clientOrderId,
            SelfTrade = selfTrade,
        });

    public Placement Take(Account account, Side side, decimal quantity, bool reduceOnly = false) => Exchange.Place(new PlaceOrder
    {
        Account = account,
        Market = Btc,
        Side = side,
        Type = OrderType.Market,
        Quantity = quantity,
        ReduceOnly = reduceOnly,
    });

    /// <summary>Gives an account a position without touching the other of the two.</summary>
    public void Give(Account account, Side side, decimal quantity)
    {
        var house = Exchange.Open("house", 0, isHouse: true);
        Exchange.PlaceForHouse(house, Btc, side.Opposite(), Btc.Contract.ToTicks(Mark), Btc.Contract.ToLots(quantity), TimeInForce.GoodTillCancel);
        Limit(account, side, quantity, Mark, TimeInForce.ImmediateOrCancel);
        Events.Lines.Clear();
    }

    public decimal PositionOf(Account account) => account.In(Btc).Position.Quantity;
}
