using Spark.Binance.Budget;

namespace Spark.Binance.Rest;

/// <summary>What the network made of a request; a closed set.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    public sealed record Answered(int Status, byte[] Body, TimeSpan? RetryAfter, UsageReport Usage = default) : Reply;

    /// <summary>No connection came about: not a byte of the request has left.</summary>
    public sealed record NotSent(string Why) : Reply;

    /// <summary>The request may have arrived; no complete answer did.</summary>
    public sealed record Lost(string Why) : Reply;

    /// <summary>The client did not ask, because the exchange wants to be left alone or its limits are nearly used.</summary>
    public sealed record Held(Errors.ExchangeError Because) : Reply;
}
