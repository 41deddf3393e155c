using System.Diagnostics;
using Spark.Binance.Errors;

namespace Spark.Binance.Rest;

/// <summary>
/// Why a send did not come back as done; a closed set. Whatever the exchange's documents don't call a sure failure is unknown: reporting a
/// live order as failed is how it gets sent twice.
/// </summary>
internal abstract record SendFailure
{
    private const string Failed = "Service Unavailable.";
    private const string FailedInside = "Internal error; unable to process";
    private const int AlreadySent = -4116;
    private const int Throttled = -1008;

    private SendFailure()
    {
    }

    /// <summary>Nothing has left; held back: because the exchange's limits are nearly used, or it asks to be left alone.</summary>
    public sealed record NotSent(string Why, bool IsHeldBack = false) : SendFailure;

    /// <summary>The exchange proved that it did nothing.</summary>
    public sealed record Rejected(ExchangeError Error) : SendFailure;

    public sealed record Unknown(string Why) : SendFailure;

    /// <summary>The failure that a reply is; null when its status is 200.</summary>
    public static SendFailure? Of(Reply reply, BinanceCredentials? credentials) => reply switch
    {
        Reply.Answered { Status: 200 } => null,
        Reply.NotSent r => new NotSent(r.Why),
        Reply.Held r => new NotSent(r.Because.Message, r.Because.IsRateLimit),
        Reply.Lost r => new Unknown(r.Why),
        Reply.Answered { Status: >= 400 } r => Of(ExchangeErrorReader.Read(r.Status, r.Body, r.RetryAfter, credentials)),
        Reply.Answered r => new Unknown($"HTTP {r.Status} is no answer of the exchange"),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a refusal proves.</summary>
    public static SendFailure Of(ExchangeError error) => error switch
    {
        { Code: AlreadySent } => new Unknown("an earlier send with this client order id exists (-4116)"),
        { HttpStatus: 503 } when IsSure(error) => new Rejected(error),
        { HttpStatus: 408 or >= 500 } => new Unknown(Told(error)),
        { IsRateLimit: true } => new Rejected(error),
        { Retry: RetrySafety.LookUp } => new Unknown(Told(error)),
        { Code: < 0 } => new Rejected(error),
        _ => new Unknown(Told(error)),
    };

    private static bool IsSure(ExchangeError error) => error.Code == Throttled
        || error.Message.StartsWith(Failed, StringComparison.Ordinal) || error.Message.StartsWith(FailedInside, StringComparison.Ordinal);

    private static string Told(ExchangeError error) => $"HTTP {error.HttpStatus}{(error.Code is { } code ? $", code {code}" : "")}: {error.Message}";
}
