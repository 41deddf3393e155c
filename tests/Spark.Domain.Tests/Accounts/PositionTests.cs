using CsCheck;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Domain.Tests.Accounts;

public sealed class PositionTests
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private static readonly Gen<(Side Side, decimal Quantity, decimal Price)> Fills =
        Gen.Select(Gen.Bool, Gen.Int[1, 5_000], Gen.Int[500_000, 900_000]).Select((buy, lots, ticks) => (buy ? Side.Buy : Side.Sell, lots * 0.001m, ticks * 0.1m));

    [Fact]
    public void Splitting_a_fill_changes_nothing_of_what_was_made() => Gen.Select(Fills.Array[0, 8], Fills, Gen.Int[1, 99]).Sample((before, fill, percent) =>
    {
        var (start, _) = Apply(Position.Flat(Btc), before);
        var part = Math.Max(0.001m, decimal.Round(fill.Quantity * percent / 100, 3));
        if (part >= fill.Quantity) return;
        var (whole, wholeRealized) = start.Fill(fill.Side, fill.Quantity, fill.Price);
        var (split, splitRealized) = Apply(start, [(fill.Side, part, fill.Price), (fill.Side, fill.Quantity - part, fill.Price)]);
        Assert.Equal(whole.Quantity, split.Quantity);
        AssertClose(wholeRealized + whole.UnrealizedPnlAt(70_000), splitRealized + split.UnrealizedPnlAt(70_000));
    });

    [Fact]
    public void What_was_made_is_what_came_in_less_what_went_out() => Fills.Array[1, 20].Sample(fills =>
    {
        var (end, realized) = Apply(Position.Flat(Btc), fills);
        var cash = fills.Sum(fill => -fill.Side.Sign() * fill.Quantity * fill.Price);
        AssertClose(cash + end.Quantity * 70_000, realized + end.UnrealizedPnlAt(70_000));
    });

    [Fact]
    public void An_equal_and_opposite_fill_makes_it_flat() => Fills.Sample(fill =>
    {
        var (open, _) = Position.Flat(Btc).Fill(fill.Side, fill.Quantity, fill.Price);
        var (closed, realized) = open.Fill(fill.Side.Opposite(), fill.Quantity, fill.Price);
        Assert.Equal(Position.Flat(Btc), closed);
        AssertClose(0, realized);
    });

    [Fact]
    public void Turning_a_position_realises_all_of_it_and_enters_at_the_new_price()
    {
        var (after, realized) = new Position(Btc, 0.2m, 60_000).Fill(Side.Sell, 0.5m, 61_000);
        Assert.Equal(new Position(Btc, -0.3m, 61_000), after);
        Assert.Equal(200, realized);
    }

    [Fact]
    public void Reducing_keeps_the_entry_and_adding_averages_it()
    {
        Assert.Equal(60_000, new Position(Btc, 0.2m, 60_000).Fill(Side.Sell, 0.1m, 61_000).After.EntryPrice);
        Assert.Equal(61_000, new Position(Btc, 0.2m, 60_000).Fill(Side.Buy, 0.2m, 62_000).After.EntryPrice);
    }

    private static (Position End, decimal Realized) Apply(Position start, IEnumerable<(Side Side, decimal Quantity, decimal Price)> fills)
    {
        var (position, sum) = (start, 0m);
        foreach (var (side, quantity, price) in fills)
        {
            (position, var realized) = position.Fill(side, quantity, price);
            sum += realized;
        }
        return (position, sum);
    }

    private static void AssertClose(decimal expected, decimal actual) => Assert.True(Math.Abs(expected - actual) < 0.000001m, $"{expected} is not {actual}");
}
