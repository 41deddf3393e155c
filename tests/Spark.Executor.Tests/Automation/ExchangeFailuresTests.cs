using Spark.Binance.Errors;
using Spark.Binance.Results;
using Spark.Executor.Automation;

namespace Spark.Executor.Tests.Automation;

/// <summary>What counts as a call to the exchange, and what of it as its error.</summary>
public sealed class ExchangeFailuresTests
{
    private static readonly ExchangeError HeldBack = new(0, null, "Spark holds back", ExchangeErrorKind.RateLimited);

    private static readonly ExchangeError Internal = new(500, -1001, "Internal error.", ExchangeErrorKind.Unrecognised);

    [Fact]
    public void A_cancel_fails_with_an_error_or_without_an_answer_and_not_by_a_race()
    {
        Assert.True(ExchangeFailures.Of(new CancelResult.Rejected(Internal)));
        Assert.True(ExchangeFailures.Of(new CancelResult.Unknown("no answer")));
        Assert.False(ExchangeFailures.Of(new CancelResult.AlreadyGone()));
        Assert.True(ExchangeFailures.Of(new AlgoCancelResult.Rejected(Internal)));
        Assert.True(ExchangeFailures.Of(new AlgoCancelResult.Unknown("no answer")));
        Assert.False(ExchangeFailures.Of(new AlgoCancelResult.AlreadyGone()));
        Assert.False(ExchangeFailures.Of(new AlgoCancelResult.Triggering()));
    }

    [Fact]
    public void A_setting_fails_with_an_error_or_without_an_answer()
    {
        Assert.False(ExchangeFailures.Of(new ExchangeResult<Done>.Ok(default)));
        Assert.True(ExchangeFailures.Of(new ExchangeResult<Done>.Refused(Internal)));
        Assert.True(ExchangeFailures.Of(new ExchangeResult<Done>.Unreachable("no answer")));
    }

    [Fact]
    public void What_Spark_holds_back_is_no_call()
    {
        Assert.Null(ExchangeFailures.Of(new CancelResult.Rejected(HeldBack)));
        Assert.Null(ExchangeFailures.Of(new AlgoCancelResult.Rejected(HeldBack)));
        Assert.Null(ExchangeFailures.Of(new ExchangeResult<Done>.Refused(HeldBack)));
    }
}
