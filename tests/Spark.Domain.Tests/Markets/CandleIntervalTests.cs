using CsCheck;
using Spark.Domain.Markets;

namespace Spark.Domain.Tests.Markets;

public sealed class CandleIntervalTests
{
    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Long[0, 4_102_444_800_000].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    [Theory]
    [InlineData("1m", "2026-03-04T05:06:07Z", "2026-03-04T05:06:00Z")]
    [InlineData("4h", "2026-03-04T05:06:07Z", "2026-03-04T04:00:00Z")]
    [InlineData("1w", "2026-03-04T05:06:07Z", "2026-03-02T00:00:00Z")]
    [InlineData("1w", "2026-03-01T23:59:59Z", "2026-02-23T00:00:00Z")]
    [InlineData("1M", "2026-03-04T05:06:07Z", "2026-03-01T00:00:00Z")]
    public void A_candle_opens_where_the_exchange_opens_it(string interval, string at, string open) =>
        Assert.Equal(Instant(open), CandleInterval.OpenOf(interval, Instant(at)));

    [Fact]
    public void Every_instant_lies_in_exactly_one_candle() => Gen.Select(Gen.Int[0, CandleInterval.All.Count - 1].Select(i => CandleInterval.All[i]), Instants).Sample((interval, at) =>
    {
        var open = CandleInterval.OpenOf(interval, at);
        var next = CandleInterval.NextAfter(interval, open);
        Assert.True(open <= at && at < next);
        Assert.Equal(open, CandleInterval.OpenOf(interval, open));
        Assert.Equal(next, CandleInterval.OpenOf(interval, next));
    });

    [Theory]
    [InlineData("2m")]
    [InlineData("1H")]
    [InlineData("")]
    public void Other_intervals_are_unknown(string interval)
    {
        Assert.False(CandleInterval.IsKnown(interval));
        Assert.Throws<ArgumentException>(() => CandleInterval.OpenOf(interval, DateTimeOffset.UnixEpoch));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
