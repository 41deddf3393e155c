using Polly;
using Polly.Retry;

namespace Spark.Binance.Streams.Reconnecting;

/// <summary>
/// When the next connection follows one that ended: exponentially later with jitter, from half a second to half a minute; at once after one that stood
/// for a minute (or for as long as is asked for), and at once after an attempt that was made although the exchange did not answer, because the wait for its answer comes first.
/// </summary>
internal static class ReconnectPolicy
{
    private static readonly TimeSpan Stable = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>For how long a connection has to stand so that the next one starts afresh: a minute, or longer when that is asked for.</summary>
    public static TimeSpan StableAfter(TimeSpan? asked) => asked > Stable ? asked.Value : Stable;

    public static ResiliencePipeline<SessionEnd> Build(TimeProvider time, Random random, Action<SessionEnd, TimeSpan> waiting) =>
        new ResiliencePipelineBuilder<SessionEnd> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<SessionEnd>
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = Shortest,
                MaxDelay = Longest,
                UseJitter = true,
                Randomizer = () => Next(random),
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { WasStable: false, IsStopped: false }),
                DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(attempt.Outcome.Result is { WasBlind: true } ? TimeSpan.Zero : null),
                OnRetry = attempt =>
                {
                    if (attempt.Outcome.Result is { } end) waiting(end, attempt.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private static double Next(Random random)
    {
        lock (random) return random.NextDouble();
    }
}
