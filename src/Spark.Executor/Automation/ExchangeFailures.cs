using System.Collections.Frozen;
using Spark.Binance.Results;

namespace Spark.Executor.Automation;

/// <summary>Which answers count as the exchange's errors.</summary>
internal static class ExchangeFailures
{
    // Orders that only lost a race with the market: would fill at once (GTX), would trigger at once, has nothing to reduce any more.
    private static readonly FrozenSet<int> Races = FrozenSet.Create(-5022, -2021, -2022);

    /// <summary>Whether an order failed at the exchange: an error of any kind, or no answer.</summary>
    public static bool Is(PlaceResult result) => result switch
    {
        PlaceResult.Accepted => false,
        PlaceResult.Rejected { Error.Code: { } code } => IsFailure(code),
        _ => true,
    };

    /// <summary>Whether a refusal with this code is an error, and not a race that the market won.</summary>
    public static bool IsFailure(int code) => !Races.Contains(code);
}
