using Spark.Binance.Errors;
using Spark.Binance.Reports;

namespace Spark.Binance.Results;

/// <summary>What came of sending an order; a closed set. Only the first three are facts.</summary>
public abstract record PlaceResult
{
    private PlaceResult()
    {
    }

    /// <summary>The exchange has it.</summary>
    public sealed record Accepted(OrderReport Order) : PlaceResult;

    /// <summary>The exchange surely refused it.</summary>
    public sealed record Rejected(ExchangeError Error) : PlaceResult;

    /// <summary>No byte of it left this machine; held back: no connection failed, the exchange's limits are nearly used.</summary>
    public sealed record NotSent(string Why, bool IsHeldBack = false) : PlaceResult;

    /// <summary>It may or may not exist: look it up by its client order id, never send it again.</summary>
    public sealed record Unknown(string Why) : PlaceResult;
}
