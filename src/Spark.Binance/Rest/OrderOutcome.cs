using System.Text.Json;
using Spark.Binance.Errors;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Wire;

namespace Spark.Binance.Rest;

/// <summary>
/// What an answer proves about an order. Whatever the exchange's documents don't call a sure failure is unknown: reporting a live order as
/// failed is how it gets sent twice.
/// </summary>
internal static class OrderOutcome
{
    private const string Failed = "Service Unavailable.";
    private const string FailedInside = "Internal error; unable to process";
    private const int AlreadySent = -4116;
    private const int Throttled = -1008;

    public static PlaceResult OfPlacing(Reply reply, OrderRequest order, BinanceCredentials? credentials) => reply switch
    {
        Reply.NotSent r => new PlaceResult.NotSent(r.Why),
        Reply.Held r => new PlaceResult.NotSent(r.Because.Message),
        Reply.Lost r => new PlaceResult.Unknown(r.Why),
        Reply.Answered { Status: 200 } r => OfSuccess(r.Body, order),
        Reply.Answered { Status: >= 400 } r => OfError(ExchangeErrorReader.Read(r.Status, r.Body, r.RetryAfter, credentials)),
        Reply.Answered r => new PlaceResult.Unknown($"HTTP {r.Status} is no answer to an order"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static CancelResult OfCancelling(Reply reply, BinanceCredentials? credentials) => reply switch
    {
        Reply.NotSent r => new CancelResult.Unknown(r.Why),
        Reply.Lost r => new CancelResult.Unknown(r.Why),
        Reply.Held r => new CancelResult.Rejected(r.Because),
        Reply.Answered { Status: 200 } r => ReadOrder(r.Body) is { } report
            ? new CancelResult.Canceled(report)
            : new CancelResult.Unknown("the answer is not an order"),
        Reply.Answered { Status: >= 400 } r => OfCancelError(ExchangeErrorReader.Read(r.Status, r.Body, r.RetryAfter, credentials)),
        Reply.Answered r => new CancelResult.Unknown($"HTTP {r.Status} is no answer to a cancel"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static PlaceResult OfSuccess(byte[] body, OrderRequest order)
    {
        if (ReadOrder(body) is not { } report) return new PlaceResult.Unknown("the answer is not an order");
        return report.ClientOrderId == order.ClientOrderId.Value && report.Symbol == order.Symbol
            ? new PlaceResult.Accepted(report)
            : new PlaceResult.Unknown("the answer is about another order");
    }

    private static PlaceResult OfError(ExchangeError error) => error switch
    {
        { Code: AlreadySent } => new PlaceResult.Unknown("an earlier send with this client order id exists (-4116)"),
        { HttpStatus: 503 } when IsSureFailure(error) => new PlaceResult.Rejected(error),
        { HttpStatus: 408 or >= 500 } => new PlaceResult.Unknown(Told(error)),
        { Retry: RetrySafety.LookUp } => new PlaceResult.Unknown(Told(error)),
        { Code: < 0 } => new PlaceResult.Rejected(error),
        _ => new PlaceResult.Unknown(Told(error)),
    };

    private static bool IsSureFailure(ExchangeError error) => error.Code == Throttled
        || error.Message.StartsWith(Failed, StringComparison.Ordinal) || error.Message.StartsWith(FailedInside, StringComparison.Ordinal);

    private static CancelResult OfCancelError(ExchangeError error) => error switch
    {
        { Kind: ExchangeErrorKind.UnknownOrder } => new CancelResult.AlreadyGone(),
        { HttpStatus: 503 } when IsSureFailure(error) => new CancelResult.Rejected(error),
        { HttpStatus: 408 or >= 500 } or { Retry: RetrySafety.LookUp } => new CancelResult.Unknown(Told(error)),
        { Code: < 0 } => new CancelResult.Rejected(error),
        _ => new CancelResult.Unknown(Told(error)),
    };

    private static string Told(ExchangeError error) => $"HTTP {error.HttpStatus}{(error.Code is { } code ? $", code {code}" : "")}: {error.Message}";

    private static OrderReport? ReadOrder(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, BinanceJson.Default.OrderWire) is { } wire ? ReportMap.Order(wire) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
