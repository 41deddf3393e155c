using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Spark.Binance.Budget;
using Spark.Binance.Results;
using Spark.Binance.Signing;
using Spark.Binance.Wire;
using Spark.Binance.Wire.Trading;
using Spark.Domain.Markets;

namespace Spark.Binance.Rest;

public sealed partial class BinanceRestClient
{
    /// <summary>Most orders in one batch of placing or amending.</summary>
    public const int LargestBatch = 5;

    /// <summary>Most orders in one batch of cancelling.</summary>
    public const int LargestCancelBatch = 10;

    private const string BatchPath = "/fapi/v1/batchOrders";

    /// <summary>
    /// Sends one to five plain orders in one call, once; one result each, in the order given. The exchange handles them concurrently and each for itself.
    /// </summary>
    public async Task<ImmutableArray<PlaceResult>> PlaceBatchAsync(IReadOnlyList<OrderRequest> orders, CancellationToken ct)
    {
        CheckSize(orders.Count, LargestBatch);
        var priority = orders.All(o => o.ReduceOnly) ? CallPriority.Protect : CallPriority.Trade;
        var call = Batch(HttpMethod.Post, [.. orders.Select(o => (Action<RequestQuery>)o.WriteTo)], priority);
        var reply = await SendOnceAsync(call, ct).ConfigureAwait(false);
        if (SendFailure.Of(reply, _credentials) is { } failure) return [.. orders.Select(_ => OrderOutcome.OfPlacing(failure))];
        var items = ItemsOf(reply, orders.Count);
        return [.. orders.Select((order, i) => OrderOutcome.OfPlacing(items?[i], order, _credentials))];
    }

    /// <summary>Amends one to five resting LIMIT orders in one call, once; one result each, in the order given.</summary>
    public async Task<ImmutableArray<AmendResult>> AmendBatchAsync(IReadOnlyList<OrderAmendment> amendments, CancellationToken ct)
    {
        CheckSize(amendments.Count, LargestBatch);
        var call = Batch(HttpMethod.Put, [.. amendments.Select(a => (Action<RequestQuery>)a.WriteTo)], CallPriority.Trade);
        var reply = await SendOnceAsync(call, ct).ConfigureAwait(false);
        if (SendFailure.Of(reply, _credentials) is { } failure) return [.. amendments.Select(_ => OrderOutcome.OfAmending(failure))];
        var items = ItemsOf(reply, amendments.Count);
        return [.. amendments.Select((amendment, i) => OrderOutcome.OfAmending(items?[i], amendment, _credentials))];
    }

    /// <summary>
    /// Takes one to ten plain orders of a symbol off the book; one result each, in the order given. The keys are all of one form: the exchange's ids
    /// or the clients'.
    /// </summary>
    public async Task<ImmutableArray<CancelResult>> CancelBatchAsync(Symbol symbol, IReadOnlyList<OrderKey> keys, CancellationToken ct)
    {
        CheckSize(keys.Count, LargestCancelBatch);
        var call = Call.Signed(HttpMethod.Delete, BatchPath, q => WriteKeys(q.Add("symbol", symbol.Value), keys)) with { Priority = CallPriority.Protect };
        var reply = await SendWithRetriesAsync(call, ct).ConfigureAwait(false);
        if (reply is not Reply.Answered { Status: 200 }) return [.. keys.Select(_ => OrderOutcome.OfCancelling(reply, _credentials))];
        var items = ItemsOf(reply, keys.Count);
        return [.. keys.Select((_, i) => OrderOutcome.OfCancelling(items?[i], _credentials))];
    }

    private Call Batch(HttpMethod method, ImmutableArray<Action<RequestQuery>> orders, CallPriority priority) => new(method, BatchPath, Security.Signed)
    {
        Parameters = q => q.Add("batchOrders", JsonOf(orders)),
        RecvWindow = _options.OrderRecvWindow,
        Cost = new CallCost(Weight: 5, Orders: 5, OrdersPerMinute: 1),
        Priority = priority,
    };

    // The items carry the parameters of a single order, as text.
    private static string JsonOf(ImmutableArray<Action<RequestQuery>> orders)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var order in orders) WriteObject(writer, order);
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(json.ToArray());
    }

    private static void WriteObject(Utf8JsonWriter writer, Action<RequestQuery> order)
    {
        var query = new RequestQuery();
        order(query);
        writer.WriteStartObject();
        foreach (var pair in query.ToQuery().Split('&').Select(p => p.Split('=', 2))) writer.WriteString(pair[0], Uri.UnescapeDataString(pair[1]));
        writer.WriteEndObject();
    }

    private static void WriteKeys(RequestQuery query, IReadOnlyList<OrderKey> keys)
    {
        if (keys.All(k => k.TryGetId(out _)))
        {
            query.Add("orderIdList", $"[{string.Join(',', keys.Select(k => k.TryGetId(out var id) ? id : 0))}]");
            return;
        }
        if (keys.Any(k => k.ClientId is null)) throw new ArgumentException("The keys of a batch are all of one form.", nameof(keys));
        query.Add("origClientOrderIdList", $"[{string.Join(',', keys.Select(k => $"\"{JsonEncodedText.Encode(k.ClientId!)}\""))}]");
    }

    // Null when the reply can't be matched to the request: then nothing is known of any item.
    private static IReadOnlyList<BatchItemWire>? ItemsOf(Reply reply, int wanted) =>
        OrderOutcome.Read(((Reply.Answered)reply).Body, BinanceJson.Default.IReadOnlyListBatchItemWire) is { } items && items.Count == wanted ? items : null;

    private static void CheckSize(int count, int largest)
    {
        if (count < 1 || count > largest) throw new ArgumentException($"A batch has 1 to {largest} orders, not {count}.", nameof(count));
    }
}
