using Spark.Binance.Errors;

namespace Spark.Binance.Results;

/// <summary>What came of cancelling a conditional order; a closed set.</summary>
public abstract record AlgoCancelResult
{
    private AlgoCancelResult()
    {
    }

    /// <summary>It will not trigger any more.</summary>
    public sealed record Canceled(long AlgoId, string ClientAlgoId) : AlgoCancelResult;

    /// <summary>The algo service doesn't have it waiting (-2011, -2013): triggered, expired, cancelled before, or never there. Query it to learn which.</summary>
    public sealed record AlreadyGone : AlgoCancelResult;

    /// <summary>It is being triggered (-4117): query it, and cancel the plain order that it became.</summary>
    public sealed record Triggering : AlgoCancelResult;

    /// <summary>The exchange refused; the order still waits as far as this call knows.</summary>
    public sealed record Rejected(ExchangeError Error) : AlgoCancelResult;

    /// <summary>No usable answer after all attempts.</summary>
    public sealed record Unknown(string Why) : AlgoCancelResult;
}
