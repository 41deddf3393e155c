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
    private const string OrderPath = "/fapi/v1/order";
    private static readonly CallCost OneOrder = new(Weight: 0, Orders: 1, OrdersPerMinute: 1);

    /// <summary>
    /// Sends a MARKET or LIMIT order, once. Cancelling <paramref name="ct"/> after the send has begun does not throw: the outcome is then unknown.
    /// The four stop types belong to the algo service: <see cref="PlaceAlgoOrderAsync"/>.
    /// </summary>
    public async Task<PlaceResult> PlaceOrderAsync(OrderRequest order, CancellationToken ct)
    {
        if (order.Type.IsConditional()) return new PlaceResult.NotSent($"{order.Type.ToWord()} orders go to the algo service");
        var call = new Call(HttpMethod.Post, OrderPath, Security.Signed)
        {
            Parameters = order.WriteTo,
            RecvWindow = _options.OrderRecvWindow,
            Cost = OneOrder,
            Priority = order.ReduceOnly ? CallPriority.Protect : CallPriority.Trade,
        };
        return OrderOutcome.OfPlacing(await SendOnceAsync(call, ct).ConfigureAwait(false), order, _credentials);
    }

    /// <summary>Asks the exchange to check an order without placing it.</summary>
    public Task<ExchangeResult<Done>> TestOrderAsync(OrderRequest order, CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Post, OrderPath + "/test", order.WriteTo), BinanceJson.Default.JsonObject, static _ => new Done(), ct);

    /// <summary>Gives a resting LIMIT order new terms, once. Cancelling <paramref name="ct"/> after the send has begun does not throw.</summary>
    public async Task<AmendResult> AmendOrderAsync(OrderAmendment amendment, CancellationToken ct)
    {
        var call = new Call(HttpMethod.Put, OrderPath, Security.Signed)
        {
            Parameters = amendment.WriteTo,
            RecvWindow = _options.OrderRecvWindow,
            Cost = OneOrder,
            Priority = CallPriority.Trade,
        };
        return OrderOutcome.OfAmending(await SendOnceAsync(call, ct).ConfigureAwait(false), amendment, _credentials);
    }

    /// <summary>Takes an order off the book; asking again does no harm, so a lost answer is asked for again. Cancelling <paramref name="ct"/> between attempts throws.</summary>
    public async Task<CancelResult> CancelOrderAsync(Symbol symbol, OrderKey key, CancellationToken ct)
    {
        var call = Keyed(HttpMethod.Delete, symbol, key) with { Priority = CallPriority.Protect };
        return OrderOutcome.OfCancelling(await SendWithRetriesAsync(call, ct).ConfigureAwait(false), _credentials);
    }

    /// <summary>Takes every plain order of a symbol off the book; conditional orders have their own call (<see cref="CancelAllAlgoOrdersAsync"/>).</summary>
    public Task<ExchangeResult<Done>> CancelAllAsync(Symbol symbol, CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Delete, "/fapi/v1/allOpenOrders", q => q.Add("symbol", symbol.Value)) with { Priority = CallPriority.Protect },
        BinanceJson.Default.ExchangeCodeWire,
        Succeeded,
        ct);

    /// <summary>
    /// The exchange's dead-man timer: cancels every open order of the symbol unless it is set again before <paramref name="countdown"/> has passed.
    /// Zero stops it. Setting it twice does no harm, so a lost answer is asked for again. Answers the countdown that is in force.
    /// </summary>
    public Task<ExchangeResult<TimeSpan>> CountdownCancelAllAsync(Symbol symbol, TimeSpan countdown, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(countdown, TimeSpan.Zero);
        return ReadAsync(
            Call.Signed(HttpMethod.Post, "/fapi/v1/countdownCancelAll", q => q.Add("symbol", symbol.Value).Add("countdownTime", (long)countdown.TotalMilliseconds), weight: 10)
                with { Priority = CallPriority.Protect },
            BinanceJson.Default.CountdownWire,
            static wire => TimeSpan.FromMilliseconds(long.Parse(wire.CountdownTime, System.Globalization.CultureInfo.InvariantCulture)),
            ct);
    }

    /// <summary>One order, open or done. -2013 right after an unknown outcome may pass: ask again before believing it.</summary>
    public Task<ExchangeResult<OrderReport>> OrderAsync(Symbol symbol, OrderKey key, CancellationToken ct) => ReadAsync(
        Keyed(HttpMethod.Get, symbol, key),
        BinanceJson.Default.OrderWire,
        static wire => ReportMap.Order(wire) ?? throw new FormatException("the order's symbol or side can't be read"),
        ct);

    /// <summary>Open plain orders, of one symbol or of all (which costs forty times the weight).</summary>
    public Task<ExchangeResult<ImmutableArray<OrderReport>>> OpenOrdersAsync(Symbol? symbol, CancellationToken ct) => ReadRowsAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/openOrders", q => AddSymbol(q, symbol), weight: symbol is null ? 40 : 1),
        BinanceJson.Default.IReadOnlyListOrderWire,
        ReportMap.Order,
        ct);

    /// <summary>Plain orders of a symbol in every state, oldest first; the exchange forgets unfilled ones after three days.</summary>
    /// <param name="symbol">The contract.</param>
    /// <param name="span">At most seven days.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="fromId">First order id wanted.</param>
    /// <param name="limit">1 to 1000.</param>
    public Task<ExchangeResult<ImmutableArray<OrderReport>>> AllOrdersAsync(
        Symbol symbol, HistorySpan span, CancellationToken ct, long? fromId = null, int limit = 1000) => ReadRowsAsync(
            Call.Signed(HttpMethod.Get, "/fapi/v1/allOrders", q =>
            {
                q.Add("symbol", symbol.Value).Add("limit", limit);
                if (fromId is { } id) q.Add("orderId", id);
                span.WriteTo(q);
            }, weight: 5),
            BinanceJson.Default.IReadOnlyListOrderWire,
            ReportMap.Order,
            ct);

    private static Call Keyed(HttpMethod method, Symbol symbol, OrderKey key) => Call.Signed(method, OrderPath, q =>
    {
        q.Add("symbol", symbol.Value);
        key.WriteTo(q);
    });

    private static Done Succeeded(ExchangeCodeWire wire) => wire.Code == 200 ? default : throw new FormatException("the answer is not a success");
}
