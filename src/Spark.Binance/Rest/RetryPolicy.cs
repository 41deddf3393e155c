using Polly;
using Polly.Retry;
using Spark.Binance.Errors;

namespace Spark.Binance.Rest;

/// <summary>When a call that changes nothing twice (a read, a cancel) is sent again: at most three attempts, later each time.</summary>
internal sealed class RetryPolicy(BinanceClientOptions options, BinanceCredentials? credentials)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public ResiliencePipeline<Reply> Build(TimeProvider time, Random random) =>
        new ResiliencePipelineBuilder<Reply> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Reply>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                Delay = Pause,
                MaxDelay = TimeSpan.FromSeconds(5),
                UseJitter = true,
                Randomizer = () => Next(random),
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } reply && IsWorthAnother(reply, attempt.Context.CancellationToken)),
                DelayGenerator = attempt => ValueTask.FromResult(WaitAskedFor(attempt.Outcome.Result, attempt.AttemptNumber) ?? Longer(attempt.AttemptNumber, random)),
            })
            .Build();

    // Null: the usual pause. A slow exchange is given more, with as much jitter.
    private TimeSpan? Longer(int attempt, Random random) =>
        options.Patience() is > 1 and var factor ? Pause * (factor * (1 << attempt) * (0.5 + Next(random))) : null;

    private static double Next(Random random)
    {
        lock (random) return random.NextDouble();
    }

    private bool IsWorthAnother(Reply reply, CancellationToken ct) => !ct.IsCancellationRequested && reply switch
    {
        Reply.NotSent or Reply.Lost => true,
        // Whatever it is that asks for patience: a cancel is not parked for longer than anybody waits for it.
        Reply.Answered { RetryAfter: var wait } when wait > options.LongestWait => false,
        Reply.Answered { Status: 408 or 429 or >= 500 } => true,
        Reply.Answered { Status: >= 400 and not 418 } answer => IsPassing(answer),
        _ => false,
    };

    private bool IsPassing(Reply.Answered answer)
    {
        var error = ExchangeErrorReader.Read(answer.Status, answer.Body, answer.RetryAfter, credentials);
        return error.Retry == RetrySafety.Backoff || error.Kind == ExchangeErrorKind.OutcomeUnknown;
    }

    private static TimeSpan? WaitAskedFor(Reply? reply, int attempt) => reply switch
    {
        Reply.Answered { RetryAfter: { } wait } => wait,
        Reply.Answered { Status: 429 } => TimeSpan.FromSeconds(2 << attempt),
        _ => null,
    };
}
