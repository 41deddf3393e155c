using Spark.Binance.Errors;

namespace Spark.Binance.Results;

/// <summary>What came of a call that is not an order; a closed set.</summary>
public abstract record ExchangeResult<T>
{
    private ExchangeResult()
    {
    }

    public sealed record Ok(T Value) : ExchangeResult<T>;

    /// <summary>The exchange answered that it will not.</summary>
    public sealed record Refused(ExchangeError Error) : ExchangeResult<T>;

    /// <summary>No answer, or none that means anything. Of a call that changes something the outcome is unknown.</summary>
    public sealed record Unreachable(string Why) : ExchangeResult<T>;
}
