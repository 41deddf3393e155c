using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spark.Binance.Errors;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Wire;
using Spark.Binance.Wire.Trading;

namespace Spark.Binance.Rest;

/// <summary>What an answer proves about a plain order.</summary>
internal static class OrderOutcome
{
    private const string NotAnOrder = "the answer is not an order";
    private const string Another = "the answer is about another order";

    public static PlaceResult OfPlacing(Reply reply, OrderRequest order, BinanceCredentials? credentials) =>
        SendFailure.Of(reply, credentials) is { } failure ? OfPlacing(failure) : OfPlacing(ReadOrder(reply), order);

    /// <summary>What came of one order of a batch.</summary>
    public static PlaceResult OfPlacing(BatchItemWire? item, OrderRequest order, BinanceCredentials? credentials) => item?.Refusal is { } refusal
        ? OfPlacing(SendFailure.Of(ErrorOf(refusal, credentials)))
        : OfPlacing(item?.Order is { } wire ? ReportMap.Order(wire) : null, order);

    public static PlaceResult OfPlacing(SendFailure failure) => failure switch
    {
        SendFailure.NotSent(var why, var isHeldBack) => new PlaceResult.NotSent(why, isHeldBack),
        SendFailure.Rejected(var error) => new PlaceResult.Rejected(error),
        SendFailure.Unknown(var why) => new PlaceResult.Unknown(why),
        _ => throw new UnreachableException(),
    };

    public static AmendResult OfAmending(Reply reply, OrderAmendment amendment, BinanceCredentials? credentials) =>
        SendFailure.Of(reply, credentials) is not { } failure
            ? OfAmending(ReadOrder(reply), amendment)
            : reply is Reply.Answered answer && OfNoOrder(answer, credentials) is { } gone ? new AmendResult.Rejected(gone) : OfAmending(failure);

    public static AmendResult OfAmending(BatchItemWire? item, OrderAmendment amendment, BinanceCredentials? credentials)
    {
        if (item?.Refusal is not { } refusal) return OfAmending(item?.Order is { } wire ? ReportMap.Order(wire) : null, amendment);
        var error = ErrorOf(refusal, credentials);
        return error.Kind == ExchangeErrorKind.UnknownOrder ? new AmendResult.Rejected(error) : OfAmending(SendFailure.Of(error));
    }

    public static AmendResult OfAmending(SendFailure failure) => failure switch
    {
        SendFailure.NotSent(var why, _) => new AmendResult.NotSent(why),
        SendFailure.Rejected(var error) => new AmendResult.Rejected(error),
        SendFailure.Unknown(var why) => new AmendResult.Unknown(why),
        _ => throw new UnreachableException(),
    };

    public static CancelResult OfCancelling(Reply reply, BinanceCredentials? credentials) => reply switch
    {
        Reply.NotSent r => new CancelResult.Unknown(r.Why),
        Reply.Held r => new CancelResult.Rejected(r.Because),
        Reply.Answered { Status: >= 400 } r => OfCancelError(ExchangeErrorReader.Read(r.Status, r.Body, r.RetryAfter, credentials)),
        _ when SendFailure.Of(reply, credentials) is { } failure => OfCancelling(failure),
        _ => OfCancelling(ReadOrder(reply)),
    };

    public static CancelResult OfCancelling(BatchItemWire? item, BinanceCredentials? credentials) => item?.Refusal is { } refusal
        ? OfCancelError(ErrorOf(refusal, credentials))
        : OfCancelling(item?.Order is { } wire ? ReportMap.Order(wire) : null);

    /// <summary>The error of one item of a batch, whose own HTTP status says nothing.</summary>
    public static ExchangeError ErrorOf(ExchangeCodeWire wire, BinanceCredentials? credentials) => new(
        200, wire.Code, Secrets.Scrub(wire.Msg, credentials), ExchangeErrorCodes.Find(wire.Code)?.Kind ?? ExchangeErrorKind.Unrecognised);

    private static PlaceResult OfPlacing(OrderReport? report, OrderRequest order) => report switch
    {
        null => new PlaceResult.Unknown(NotAnOrder),
        _ when report.ClientOrderId == order.ClientOrderId.Value && report.Symbol == order.Symbol => new PlaceResult.Accepted(report),
        _ => new PlaceResult.Unknown(Another),
    };

    private static AmendResult OfAmending(OrderReport? report, OrderAmendment amendment) => report switch
    {
        null => new AmendResult.Unknown(NotAnOrder),
        _ when report.Symbol == amendment.Symbol && amendment.Key.Names(report) => new AmendResult.Amended(report),
        _ => new AmendResult.Unknown(Another),
    };

    private static CancelResult OfCancelling(OrderReport? report) =>
        report is null ? new CancelResult.Unknown(NotAnOrder) : new CancelResult.Canceled(report);

    private static CancelResult OfCancelError(ExchangeError error) =>
        error.Kind == ExchangeErrorKind.UnknownOrder ? new CancelResult.AlreadyGone() : OfCancelling(SendFailure.Of(error));

    private static CancelResult OfCancelling(SendFailure failure) => failure switch
    {
        SendFailure.Rejected(var error) => new CancelResult.Rejected(error),
        SendFailure.NotSent(var why, _) => new CancelResult.Unknown(why),
        SendFailure.Unknown(var why) => new CancelResult.Unknown(why),
        _ => throw new UnreachableException(),
    };

    private static ExchangeError? OfNoOrder(Reply.Answered answer, BinanceCredentials? credentials) =>
        ExchangeErrorReader.Read(answer.Status, answer.Body, answer.RetryAfter, credentials) is { Kind: ExchangeErrorKind.UnknownOrder, HttpStatus: < 500 } error
            ? error
            : null;

    private static OrderReport? ReadOrder(Reply reply) =>
        reply is Reply.Answered answer && Read(answer.Body, BinanceJson.Default.OrderWire) is { } wire ? ReportMap.Order(wire) : null;

    /// <summary>Null when the body is not what <paramref name="type"/> promises.</summary>
    internal static T? Read<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
