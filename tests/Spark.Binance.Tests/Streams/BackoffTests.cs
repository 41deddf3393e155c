using CsCheck;
using Spark.Binance.Streams.Reconnecting;

namespace Spark.Binance.Tests.Streams;

/// <summary>The waits of REST calls that are tried again; those of connections are <see cref="ReconnectPolicyTests"/>.</summary>
public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 8)]
    [InlineData(5, 30)]
    [InlineData(int.MaxValue, 30)]
    public void The_wait_doubles_up_to_half_a_minute(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(failures, 0.5));

    [Fact]
    public void Chance_moves_it_by_a_quarter_and_never_over_the_cap() => Gen.Select(Gen.Int[0, 40], Gen.Double[0, 1]).Sample((failures, chance) =>
    {
        var steady = Backoff.After(failures, 0.5);
        var wait = Backoff.After(failures, chance);
        return wait >= steady * 0.75 && wait <= steady * 1.25 && wait <= TimeSpan.FromSeconds(30);
    });
}
