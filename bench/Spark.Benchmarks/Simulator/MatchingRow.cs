using Spark.Domain.Orders;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;
using Core = Spark.Simulator.Matching.Exchange;

namespace Spark.Benchmarks.Simulator;

/// <summary>
/// Orders through the matching core alone: every check, matching, margin and ledger, no wire. Two clients quote around a
/// standing price; of four orders two rest, one takes what rests and one is cancelled unfilled. Processor time of the whole
/// process counts, the collector's included, so that neighbours on the machine don't.
/// </summary>
internal sealed class MatchingRow : IBenchRow
{
    private const int Orders = 200_000;
    private const int Rounds = 7;
    private const double Target = 500_000;

    public string Name => "matching core";

    public Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        for (var i = 0; i < 3; i++) Run();
        var samples = Enumerable.Range(0, Rounds).Select(_ => Run()).ToArray();
        var median = Benchmarks.Rounds.Median(samples);
        var rate = 1e9 / median.Nanoseconds;
        return Task.FromResult<IReadOnlyList<RowResult>>(
        [
            new RowResult("matching core alone", Table.Text($"{rate:0} orders/s"), "-", Table.Text($"{rate / Target:0.00} x of target"),
                Table.Text($"{median.Bytes:0} B"), ">= 500,000 orders/s", rate >= Target),
        ]);
    }

    private static Sample Run()
    {
        var exchange = new Core([.. ContractTable.Default.Select(profile => profile.Contract)], FeeSchedule.BaseTier, 1_000_000);
        var market = exchange.Find("BTCUSDT")!;
        Core.SetPrices(market, 70_000, 70_000, 0.0001m);
        Account[] accounts = [exchange.Open("one", 100_000_000), exchange.Open("two", 100_000_000)];
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Orders; i += 4)
        {
            var (maker, taker) = (accounts[i / 4 & 1], accounts[1 - (i / 4 & 1)]);
            var side = (i / 8 & 1) == 0 ? Side.Buy : Side.Sell;
            var away = 1 + i / 4 % 40;
            exchange.AdvanceTo(1_000_000 + i);
            Place(exchange, market, maker, side, away, 5);
            var idle = Place(exchange, market, taker, side, away + 50, 3);
            Place(exchange, market, taker, side.Opposite(), -away, 5);
            exchange.Cancel(idle);
            Place(exchange, market, maker, side.Opposite(), 300 + away, 1);
            if (maker.In(market).OpenOrders.Count < 60) continue;
            foreach (var account in accounts) exchange.CancelAll(account, market);
        }
        var took = Environment.CpuUsage.TotalTime - started;
        return new Sample(took.TotalNanoseconds / Orders, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / Orders);
    }

    /// <summary>A limit order <paramref name="away"/> ticks on the passive side of the mark price.</summary>
    private static BookOrder Place(Core exchange, Market market, Account account, Side side, int away, int lots)
    {
        var placed = exchange.Place(new PlaceOrder
        {
            Account = account,
            Market = market,
            Side = side,
            Type = OrderType.Limit,
            Quantity = lots * 0.001m,
            Price = 70_000 - side.Sign() * away * 0.1m,
        });
        return placed.Order ?? throw new InvalidOperationException(placed.Rejection!.Message);
    }
}
