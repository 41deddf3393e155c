using Spark.Binance.Errors;
using Spark.Binance.Reports;

namespace Spark.Binance.Results;

/// <summary>What came of cancelling an order; a closed set.</summary>
public abstract record CancelResult
{
    private CancelResult()
    {
    }

    /// <summary>It is off the book; the report says what had filled.</summary>
    public sealed record Canceled(OrderReport Order) : CancelResult;

    /// <summary>The book doesn't have it (-2011, -2013): filled, expired, cancelled before, or never there. Query it to learn which.</summary>
    public sealed record AlreadyGone : CancelResult;

    /// <summary>The exchange refused; the order still stands as far as this call knows.</summary>
    public sealed record Rejected(ExchangeError Error) : CancelResult;

    /// <summary>No usable answer after all attempts.</summary>
    public sealed record Unknown(string Why) : CancelResult;
}
