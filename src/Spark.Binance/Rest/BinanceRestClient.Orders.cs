using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Wire;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Rest;

public sealed partial class BinanceRestClient
{
    private const string OrderPath = "/fapi/v1/order";

    /// <summary>
    /// Sends an order, once. Cancelling <paramref name="ct"/> after the send has begun does not throw: the outcome is then unknown.
    /// The four stop types belong to the algo service and are not sent.
    /// </summary>
    public async Task<PlaceResult> PlaceOrderAsync(OrderRequest order, CancellationToken ct)
    {
        if (order.Type.IsConditional()) return new PlaceResult.NotSent($"{order.Type.ToWord()} orders go to the algo service, which is not connected yet");
        if (_gate.Ban is { } ban) return new PlaceResult.NotSent(ban.Message);
        ct.ThrowIfCancellationRequested();
        var call = new Call(HttpMethod.Post, OrderPath, Security.Signed) { Parameters = order.WriteTo, RecvWindow = _options.OrderRecvWindow };
        return OrderOutcome.OfPlacing(await SendAsync(call, _options.WriteTimeout, ct).ConfigureAwait(false), order, _credentials);
    }

    /// <summary>Asks the exchange to check an order without placing it.</summary>
    public Task<ExchangeResult<Done>> TestOrderAsync(OrderRequest order, CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Post, OrderPath + "/test", order.WriteTo), BinanceJson.Default.JsonObject, static _ => new Done(), ct);

    /// <summary>Takes an order off the book; asking again does no harm, so a lost answer is asked for again. Cancelling <paramref name="ct"/> between attempts throws.</summary>
    public async Task<CancelResult> CancelOrderAsync(Symbol symbol, OrderKey key, CancellationToken ct)
    {
        if (_gate.Ban is { } ban) return new CancelResult.Rejected(ban);
        var reply = await SendWithRetriesAsync(Keyed(HttpMethod.Delete, symbol, key), ct).ConfigureAwait(false);
        return OrderOutcome.OfCancelling(reply, _credentials);
    }

    /// <summary>Takes every plain order of a symbol off the book; conditional orders have their own call.</summary>
    public Task<ExchangeResult<Done>> CancelAllAsync(Symbol symbol, CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Delete, "/fapi/v1/allOpenOrders", q => q.Add("symbol", symbol.Value)),
        BinanceJson.Default.ExchangeCodeWire,
        static wire => wire.Code == 200 ? new Done() : throw new FormatException("the answer is not a success"),
        ct);

    /// <summary>One order, open or done. -2013 right after an unknown outcome may pass: ask again before believing it.</summary>
    public Task<ExchangeResult<OrderReport>> OrderAsync(Symbol symbol, OrderKey key, CancellationToken ct) => ReadAsync(
        Keyed(HttpMethod.Get, symbol, key),
        BinanceJson.Default.OrderWire,
        static wire => ReportMap.Order(wire) ?? throw new FormatException("the order's symbol or side can't be read"),
        ct);

    /// <summary>Open plain orders, of one symbol or of all (which costs forty times the weight).</summary>
    public Task<ExchangeResult<ImmutableArray<OrderReport>>> OpenOrdersAsync(Symbol? symbol, CancellationToken ct) => ReadRowsAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/openOrders", q => AddSymbol(q, symbol)),
        BinanceJson.Default.IReadOnlyListOrderWire,
        ReportMap.Order,
        ct);

    private static Call Keyed(HttpMethod method, Symbol symbol, OrderKey key) => Call.Signed(method, OrderPath, q =>
    {
        q.Add("symbol", symbol.Value);
        key.WriteTo(q);
    });
}
