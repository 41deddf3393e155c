using Spark.Contracts;

namespace Spark.Executor.Account;

/// <summary>Why a part of a close did not go out, or what the exchange said of it.</summary>
internal sealed record CloseFault(string Error, string Message)
{
    /// <summary>The risk gate's words, where it was the one that refused.</summary>
    public Reviewed? Refusal { get; init; }

    public ExchangeAnswerView? Exchange { get; init; }
}
