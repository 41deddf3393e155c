using System.Collections.Immutable;
using Spark.Binance.Budget;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Wire;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Rest;

public sealed partial class BinanceRestClient
{
    private const string AlgoPath = "/fapi/v1/algoOrder";

    /// <summary>
    /// Sends a conditional order to the algo service, once. Cancelling <paramref name="ct"/> after the send has begun does not throw: the outcome
    /// is then unknown.
    /// </summary>
    public async Task<AlgoPlaceResult> PlaceAlgoOrderAsync(AlgoOrderRequest order, CancellationToken ct)
    {
        if (!order.Type.IsConditional()) return new AlgoPlaceResult.NotSent($"{order.Type.ToWord()} orders do not go to the algo service");
        var call = new Call(HttpMethod.Post, AlgoPath, Security.Signed)
        {
            Parameters = order.WriteTo,
            RecvWindow = _options.OrderRecvWindow,
            Cost = OneOrder,
            Priority = order.ReduceOnly ? CallPriority.Protect : CallPriority.Trade,
        };
        return AlgoOrderOutcome.OfPlacing(await SendOnceAsync(call, ct).ConfigureAwait(false), order, _credentials);
    }

    /// <summary>
    /// Takes a conditional order back before it triggers. Asking again does no harm, so a lost answer is asked for again. Once it has triggered,
    /// the plain order that it became is cancelled with <see cref="CancelOrderAsync"/>.
    /// </summary>
    public async Task<AlgoCancelResult> CancelAlgoOrderAsync(AlgoOrderKey key, CancellationToken ct)
    {
        var call = Call.Signed(HttpMethod.Delete, AlgoPath, key.WriteTo) with { Priority = CallPriority.Protect };
        return AlgoOrderOutcome.OfCancelling(await SendWithRetriesAsync(call, ct).ConfigureAwait(false), _credentials);
    }

    /// <summary>Takes every waiting conditional order of a symbol back.</summary>
    public Task<ExchangeResult<Done>> CancelAllAlgoOrdersAsync(Symbol symbol, CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Delete, "/fapi/v1/algoOpenOrders", q => q.Add("symbol", symbol.Value)) with { Priority = CallPriority.Protect },
        BinanceJson.Default.ExchangeCodeWire,
        Succeeded,
        ct);

    /// <summary>One conditional order, waiting or done. -2013 right after an unknown outcome may pass: ask again before believing it.</summary>
    public Task<ExchangeResult<AlgoOrderReport>> AlgoOrderAsync(AlgoOrderKey key, CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Get, AlgoPath, key.WriteTo),
        BinanceJson.Default.AlgoOrderWire,
        static wire => ReportMap.Algo(wire) ?? throw new FormatException("the order's symbol or side can't be read"),
        ct);

    /// <summary>Conditional orders that still wait, of one symbol or of all (which costs forty times the weight).</summary>
    public Task<ExchangeResult<ImmutableArray<AlgoOrderReport>>> OpenAlgoOrdersAsync(Symbol? symbol, CancellationToken ct) => ReadRowsAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/openAlgoOrders", q => AddSymbol(q, symbol), weight: symbol is null ? 40 : 1),
        BinanceJson.Default.IReadOnlyListAlgoOrderWire,
        ReportMap.Algo,
        ct);

    /// <summary>Conditional orders of a symbol in every state, oldest first.</summary>
    /// <param name="symbol">The contract.</param>
    /// <param name="span">At most seven days.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="fromId">First algo id wanted.</param>
    /// <param name="limit">1 to 1000.</param>
    public Task<ExchangeResult<ImmutableArray<AlgoOrderReport>>> AllAlgoOrdersAsync(
        Symbol symbol, HistorySpan span, CancellationToken ct, long? fromId = null, int limit = 1000) => ReadRowsAsync(
            Call.Signed(HttpMethod.Get, "/fapi/v1/allAlgoOrders", q =>
            {
                q.Add("symbol", symbol.Value).Add("limit", limit);
                if (fromId is { } id) q.Add("algoId", id);
                span.WriteTo(q);
            }, weight: 5),
            BinanceJson.Default.IReadOnlyListAlgoOrderWire,
            ReportMap.Algo,
            ct);
}
