using Spark.Binance.Errors;
using Spark.Binance.Reports;

namespace Spark.Binance.Results;

/// <summary>What came of amending an order; a closed set. Only the first three are facts.</summary>
public abstract record AmendResult
{
    private AmendResult()
    {
    }

    /// <summary>The order after the amendment; it may have been cancelled by it (see its status).</summary>
    public sealed record Amended(OrderReport Order) : AmendResult;

    /// <summary>The exchange surely refused; the order stands as it was.</summary>
    public sealed record Rejected(ExchangeError Error) : AmendResult;

    /// <summary>No byte of it left this machine.</summary>
    public sealed record NotSent(string Why) : AmendResult;

    /// <summary>Old or new terms: query the order.</summary>
    public sealed record Unknown(string Why) : AmendResult;
}
