using Spark.Domain.Markets;
using Spark.Simulator.Markets;

namespace Spark.Simulator.Tests.Markets;

public sealed class CandleHistoryTests
{
    private static readonly long Now = new DateTimeOffset(2026, 11, 22, 13, 37, 21, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly CandleHistory _candles;
    private readonly PriceProcess _process;

    public CandleHistoryTests()
    {
        _process = new PriceProcess(9, ContractTable.Default[0]);
        _candles = new CandleHistory(_process.PriceAt, ContractTable.Default[0], 9);
    }

    [Fact]
    public void Every_interval_has_a_history_at_once_and_its_last_candle_is_open()
    {
        foreach (var interval in CandleInterval.All)
        {
            var rows = _candles.Read(interval, null, null, 24, Now);
            Assert.Equal(24, rows.Count);
            Assert.Equal(CandleInterval.OpenOf(interval, DateTimeOffset.FromUnixTimeMilliseconds(Now)).ToUnixTimeMilliseconds(), rows[^1].OpenTime);
            Assert.Equal(_process.PriceAt(Now), rows[^1].Close, 6);
            Assert.All(rows, row => Assert.True(row.Low <= Math.Min(row.Open, row.Close) && row.High >= Math.Max(row.Open, row.Close) && row.Volume > 0));
        }
    }

    [Fact]
    public void Fifteen_hundred_rows_come_without_a_gap()
    {
        var rows = _candles.Read("1m", null, null, 1500, Now);
        Assert.Equal(1500, rows.Count);
        for (var i = 1; i < rows.Count; i++) Assert.Equal(rows[i - 1].OpenTime + 60_000, rows[i].OpenTime);
    }

    [Fact]
    public void An_hour_is_made_of_its_minutes()
    {
        var hour = _candles.Read("1h", null, null, 2, Now)[0];
        var minutes = _candles.Read("1m", hour.OpenTime, hour.OpenTime + 3_599_999, 60, Now);
        Assert.Equal(60, minutes.Count);
        Assert.Equal((hour.Open, hour.High, hour.Low, hour.Close), (minutes[0].Open, minutes.Max(m => m.High), minutes.Min(m => m.Low), minutes[^1].Close));
        Assert.Equal(hour.Volume, minutes.Sum(m => m.Volume), 6);
    }

    [Fact]
    public void A_closed_candle_never_changes()
    {
        var closed = _candles.Read("5m", null, null, 10, Now)[..9];
        var later = _candles.Read("5m", closed[0].OpenTime, closed[^1].OpenTime, 100, Now + 86_400_000);
        Assert.Equal(closed, later);
    }

    [Fact]
    public void Start_and_end_bound_the_open_times()
    {
        var start = Now / 60_000 * 60_000 - 600_000;
        var rows = _candles.Read("1m", start, start + 180_000, 500, Now);
        Assert.Equal([start, start + 60_000, start + 120_000, start + 180_000], rows.Select(row => row.OpenTime));
    }
}
