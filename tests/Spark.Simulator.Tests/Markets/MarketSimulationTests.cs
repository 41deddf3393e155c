using System.Globalization;
using Spark.Domain.Orders;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;
using Spark.Simulator.Tests.Matching;

namespace Spark.Simulator.Tests.Markets;

public sealed class MarketSimulationTests
{
    private const long Start = 1_795_000_000_000;

    [Fact]
    public void The_same_seed_clock_and_calls_give_the_same_books_fills_and_events()
    {
        var first = Run(seed: 7, stepMilliseconds: 100);
        Assert.Equal(first, Run(seed: 7, stepMilliseconds: 100));
        Assert.Equal(first, Run(seed: 7, stepMilliseconds: 100));
        Assert.NotEqual(first, Run(seed: 8, stepMilliseconds: 100));
    }

    [Fact]
    public void One_long_advance_and_many_short_ones_end_the_same()
    {
        var (many, one) = (NewSimulation(7), NewSimulation(7));
        for (var t = 1; t <= 40; t++) many.AdvanceTo(Start + t * 100);
        one.AdvanceTo(Start + 4000);
        Assert.Equal(Describe(many), Describe(one));
    }

    [Fact]
    public void Bitcoin_stays_inside_its_range_for_ever()
    {
        var process = new PriceProcess(3, ContractTable.Default[0]);
        for (var i = 0L; i < 200_000; i++)
        {
            var at = Start + i * 7_919_357;
            Assert.InRange(process.PriceAt(at), 55_000, 90_000);
            Assert.InRange(process.MarkAt(at), 55_000, 90_000);
        }
    }

    [Fact]
    public void The_price_moves_every_minute_and_by_less_than_a_percent()
    {
        var process = new PriceProcess(3, ContractTable.Default[0]);
        for (var minute = 0; minute < 1440; minute++)
        {
            var from = process.PriceAt(Start + minute * 60_000L);
            var change = process.PriceAt(Start + (minute + 1) * 60_000L) / from - 1;
            Assert.InRange(Math.Abs(change), 1e-9, 0.01);
        }
    }

    [Fact]
    public void Calm_and_wild_hours_follow_each_other_and_now_and_then_the_price_jumps()
    {
        const int Days = 40;
        var process = new PriceProcess(3, ContractTable.Default[0]);
        double[] moves = [.. Enumerable.Range(0, Days * 1440).Select(minute => Math.Abs(Math.Log(process.PriceAt(Start + (minute + 1) * 60_000L) / process.PriceAt(Start + minute * 60_000L))))];
        double[] hours = [.. moves.Chunk(480).Select(chunk => chunk.Order().ElementAt(240)).Order()];
        Assert.True(hours[^(hours.Length / 10)] > 1.5 * hours[hours.Length / 10], $"{hours[hours.Length / 10]} to {hours[^(hours.Length / 10)]}");
        var usual = moves.Order().ElementAt(moves.Length / 2);
        Assert.InRange(moves.Count(move => move > 10 * usual), Days / 8, Days * 3);
    }

    [Fact]
    public void Makers_keep_at_least_twenty_levels_a_side_around_the_price()
    {
        var simulation = NewSimulation(5);
        simulation.AdvanceTo(Start + 60_000);
        foreach (var market in simulation.Exchange.Markets)
        {
            Assert.True(market.Book.Bids.Count >= 20 && market.Book.Asks.Count >= 20);
            Assert.InRange(market.LastPrice / market.MarkPrice, 0.995m, 1.005m);
        }
    }

    [Fact]
    public void A_price_that_somebody_moves_crosses_what_rests_in_between()
    {
        var simulation = NewSimulation(5);
        var market = simulation.Exchange.Find("BTCUSDT")!;
        var account = simulation.Exchange.Open("client", 10_000);
        var price = market.Contract.Instrument.Price.RoundDown(market.MarkPrice * 0.99m);
        var order = simulation.Exchange.Place(new PlaceOrder
        {
            Account = account, Market = market, Side = Side.Buy, Type = OrderType.Limit, Quantity = 0.01m, Price = price,
        }).Order!;
        simulation.MoveTo(market, price * 0.98m);
        Assert.Equal((OrderStatus.Filled, price), (order.Status, order.AveragePrice));
        Assert.InRange(market.LastPrice / (price * 0.98m), 0.995m, 1.005m);
        Assert.InRange(market.MarkPrice / (price * 0.98m), 0.995m, 1.005m);
    }

    private static string Run(ulong seed, int stepMilliseconds)
    {
        var simulation = NewSimulation(seed);
        var log = new EventLog();
        simulation.Exchange.Observer = log;
        var account = simulation.Exchange.Open("client", 10_000);
        var market = simulation.Exchange.Find("BTCUSDT")!;
        for (var i = 1; i <= 100; i++)
        {
            simulation.AdvanceTo(Start + i * stepMilliseconds);
            if (i % 5 != 0) continue;
            simulation.Exchange.Place(new PlaceOrder
            {
                Account = account, Market = market, Side = i % 2 == 0 ? Side.Buy : Side.Sell, Type = OrderType.Market, Quantity = 0.01m,
            });
        }
        var tape = string.Join('\n', log.Tape.Select(trade => string.Create(CultureInfo.InvariantCulture, $"{trade.Id} {trade.Price} {trade.Lots} {trade.Time}")));
        return $"{Describe(simulation)}\n{tape}\n{string.Join('\n', log.Lines)}";
    }

    private static string Describe(MarketSimulation simulation) => string.Join('\n', simulation.Exchange.Markets.Select(market =>
        string.Create(CultureInfo.InvariantCulture, $"{market.MarkPrice} {market.LastPrice} {market.LastTradeId} {Levels(market.Book.Bids)} {Levels(market.Book.Asks)}")));

    private static string Levels(BookSide side) =>
        string.Join(' ', Enumerable.Range(0, side.Count).Select(rank => string.Create(CultureInfo.InvariantCulture, $"{side[rank].Ticks}x{side[rank].Lots}")));

    private static MarketSimulation NewSimulation(ulong seed)
    {
        var contracts = ContractTable.Default.Select(profile => profile.Contract);
        return new MarketSimulation(new Exchange([.. contracts], FeeSchedule.BaseTier, Start), ContractTable.Default, seed);
    }
}
