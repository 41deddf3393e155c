using System.Diagnostics;
using Spark.Binance.Errors;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Wire;

namespace Spark.Binance.Rest;

/// <summary>What an answer proves about a conditional order.</summary>
internal static class AlgoOrderOutcome
{
    public static AlgoPlaceResult OfPlacing(Reply reply, AlgoOrderRequest order, BinanceCredentials? credentials) =>
        SendFailure.Of(reply, credentials) is { } failure ? OfPlacing(failure) : OfSuccess(reply, order);

    public static AlgoPlaceResult OfPlacing(SendFailure failure) => failure switch
    {
        SendFailure.NotSent(var why, var isHeldBack) => new AlgoPlaceResult.NotSent(why, isHeldBack),
        SendFailure.Rejected(var error) => new AlgoPlaceResult.Rejected(error),
        SendFailure.Unknown(var why) => new AlgoPlaceResult.Unknown(why),
        _ => throw new UnreachableException(),
    };

    public static AlgoCancelResult OfCancelling(Reply reply, BinanceCredentials? credentials) => reply switch
    {
        Reply.NotSent r => new AlgoCancelResult.Unknown(r.Why),
        Reply.Held r => new AlgoCancelResult.Rejected(r.Because),
        Reply.Answered { Status: >= 400 } r => OfError(ExchangeErrorReader.Read(r.Status, r.Body, r.RetryAfter, credentials)),
        Reply.Answered { Status: 200 } r => OfCancelled(r.Body, credentials),
        Reply.Lost r => new AlgoCancelResult.Unknown(r.Why),
        Reply.Answered r => new AlgoCancelResult.Unknown($"HTTP {r.Status} is no answer to a cancel"),
        _ => throw new UnreachableException(),
    };

    private static AlgoPlaceResult OfSuccess(Reply reply, AlgoOrderRequest order)
    {
        var wire = OrderOutcome.Read(((Reply.Answered)reply).Body, BinanceJson.Default.AlgoOrderWire);
        if (wire is null || ReportMap.Algo(wire) is not { } report) return new AlgoPlaceResult.Unknown("the answer is not a conditional order");
        return report.ClientAlgoId == order.ClientOrderId.Value && report.Symbol == order.Symbol
            ? new AlgoPlaceResult.Accepted(report)
            : new AlgoPlaceResult.Unknown("the answer is about another order");
    }

    private static AlgoCancelResult OfCancelled(byte[] body, BinanceCredentials? credentials) => OrderOutcome.Read(body, BinanceJson.Default.AlgoCancelWire) switch
    {
        { } wire when wire is { Code: 200 } or { Code: null, AlgoStatus: "CANCELED" } => new AlgoCancelResult.Canceled(wire.AlgoId, wire.ClientAlgoId),
        { Code: { } code and < 0 } wire => OfError(OrderOutcome.ErrorOf(new ExchangeCodeWire { Code = code, Msg = wire.Msg ?? "" }, credentials)),
        _ => new AlgoCancelResult.Unknown("the answer does not say that the order was cancelled"),
    };

    private static AlgoCancelResult OfError(ExchangeError error) => error switch
    {
        { Kind: ExchangeErrorKind.UnknownOrder } => new AlgoCancelResult.AlreadyGone(),
        { Kind: ExchangeErrorKind.Triggering } => new AlgoCancelResult.Triggering(),
        _ => SendFailure.Of(error) switch
        {
            SendFailure.Rejected(var sure) => new AlgoCancelResult.Rejected(sure),
            SendFailure.Unknown(var why) => new AlgoCancelResult.Unknown(why),
            SendFailure.NotSent(var why, _) => new AlgoCancelResult.Unknown(why),
            _ => throw new UnreachableException(),
        },
    };
}
