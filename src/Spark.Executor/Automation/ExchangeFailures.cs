using System.Collections.Frozen;
using Spark.Binance.Errors;
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

    /// <summary>The same of a cancel; null when Spark held it back. An order that is gone already is a race, no error.</summary>
    public static bool? Of(CancelResult result) => result switch
    {
        CancelResult.Rejected rejected => Of(rejected.Error),
        CancelResult.Unknown => true,
        _ => false,
    };

    /// <summary>The same of a conditional order's cancel.</summary>
    public static bool? Of(AlgoCancelResult result) => result switch
    {
        AlgoCancelResult.Rejected rejected => Of(rejected.Error),
        AlgoCancelResult.Unknown => true,
        _ => false,
    };

    /// <summary>The same of a setting.</summary>
    public static bool? Of<T>(ExchangeResult<T> result) => result switch
    {
        ExchangeResult<T>.Ok => false,
        ExchangeResult<T>.Refused refused => Of(refused.Error),
        _ => true,
    };

    /// <summary>Whether a refusal with this code is an error, and not a race that the market won.</summary>
    public static bool IsFailure(int code) => !Races.Contains(code);

    // What the limits' keeper says while it lets nothing out reads as the answer that made it do so: neither tells of an exchange that errs.
    private static bool? Of(ExchangeError error) => error is { HttpStatus: 0 } or { IsRateLimit: true } ? null : error.Code is not { } code || IsFailure(code);
}
