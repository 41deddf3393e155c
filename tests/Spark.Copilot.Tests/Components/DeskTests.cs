using Microsoft.Extensions.Time.Testing;
using Spark.Contracts;
using Spark.Copilot.Feed;

namespace Spark.Copilot.Tests.Components;

public sealed class DeskTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Two_hundred_events_a_second_are_told_five_times_a_second()
    {
        using var desk = new Desk(_clock);
        var told = 0;
        desk.Changed += () => told++;

        for (var i = 0; i < 200; i++)
        {
            desk.Update(was => was with { ReadAt = _clock.GetUtcNow() });
            _clock.Advance(TimeSpan.FromMilliseconds(5));
        }

        Assert.InRange(told, 4, 5);
    }

    [Fact]
    public void What_nobody_keeps_fresh_is_loaded_again_before_it_is_shown()
    {
        using var desk = new Desk(_clock);
        var (first, second) = (desk.Watch(), desk.Watch());
        desk.Update(was => was with { Tried = true });

        first.Dispose();
        first.Dispose();
        Assert.True(desk.Now.Tried);
        second.Dispose();
        Assert.False(desk.Now.Tried);
    }

    [Fact]
    public void A_trade_moves_the_open_candle_and_the_next_minute_opens_a_new_one()
    {
        var candle = new KlineView(60_000, 100, 101, 99, 100, 1);

        var moved = CandleSeries.After(candle, Trade(61_000, 105), 60_000);
        var next = CandleSeries.After(moved, Trade(120_500, 104), 60_000);
        var late = CandleSeries.After(next, Trade(119_000, 1), 60_000);

        Assert.Equal(new KlineView(60_000, 100, 105, 99, 105, 3), moved);
        Assert.Equal(new KlineView(120_000, 104, 104, 104, 104, 2), next);
        Assert.Equal(next, late);
    }

    [Fact]
    public void A_short_position_gains_when_its_mark_price_falls()
    {
        var short1 = new PositionView { Symbol = "BTCUSDT", Side = "SHORT", Quantity = 0.5m, EntryPrice = 100 };
        var desk = DeskSnapshot.Empty with { Tickers = DeskSnapshot.Empty.Tickers.Add("BTCUSDT", new TickerView("BTCUSDT", 90, 90, null, null, 0, 0)) };

        Assert.Equal(5, desk.Valued(short1).UnrealizedPnl);
    }

    private static TradeEvent Trade(long at, decimal price) => new("BTCUSDT", price, 2, false, 1, DateTimeOffset.FromUnixTimeMilliseconds(at));
}
