using Spark.Binance.Errors;
using Spark.Binance.Reports;

namespace Spark.Binance.Results;

/// <summary>What came of sending a conditional order; a closed set. Only the first three are facts.</summary>
public abstract record AlgoPlaceResult
{
    private AlgoPlaceResult()
    {
    }

    /// <summary>The algo service has it.</summary>
    public sealed record Accepted(AlgoOrderReport Order) : AlgoPlaceResult;

    /// <summary>The exchange surely refused it.</summary>
    public sealed record Rejected(ExchangeError Error) : AlgoPlaceResult;

    /// <summary>No byte of it left this machine; held back: no connection failed, the exchange's limits are nearly used.</summary>
    public sealed record NotSent(string Why, bool IsHeldBack = false) : AlgoPlaceResult;

    /// <summary>It may or may not exist: look it up by its client algo id, never send it again.</summary>
    public sealed record Unknown(string Why) : AlgoPlaceResult;
}
