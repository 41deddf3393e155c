using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests;

/// <summary>
/// A real executor killed with SIGKILL while stops are placed and cancelled and positions closed, 6 times, or 100 with
/// <c>SPARK_LONG_TESTS=1</c>. Afterwards every order that rests is known, nothing was sent twice, and closing everything ends flat.
/// </summary>
public sealed class KillWaysOutTests
{
    private static readonly int Kills = Environment.GetEnvironmentVariable("SPARK_LONG_TESTS") == "1" ? 100 : 6;

    private readonly ConcurrentDictionary<string, byte> _asked = new();

    [Fact]
    public async Task Killed_during_closes_and_stops_it_ends_flat_with_every_resting_order_known()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var spark = await MortalExecutor.OnAnExchangeAsync(ct, ("FUTURES_ORDER_RATE", "10000"), ("FUTURES_MAX_POSITION_SIZE", "1"));
        await spark.DieAsync(Kills, TimeSpan.FromMilliseconds(500), kill => StormOf(spark.Address, kill, ct), ct);

        await using var last = await spark.ReviveAsync(ct);
        using var executor = new Caller(spark.Address);
        using var books = new ExchangeBooks(spark.Exchange);
        await SettledAsync(executor, ct);
        await HoldToTheBooksAsync(executor, books, ct);
        await EndFlatAsync(executor, books, ct);
    }

    private Storm StormOf(Uri service, int kill, CancellationToken ct) => new(
        [BuyAsync(service, kill, ct), ProtectAsync(service, kill, ct), CloseAsync(service, kill, ct), CancelAsync(service, ct)],
        () => _asked.Keys.Any(id => id.StartsWith($"k{kill}-", StringComparison.Ordinal)), () => "Nobody asked.");

    private Task BuyAsync(Uri service, int kill, CancellationToken ct) => UntilKilledAsync(service, (executor, i) =>
        ConfirmAsync(executor, Id(kill, "buy", i), id => $$"""{"symbol":"BTCUSDT","side":"BUY","quantity":0.001,"clientOrderId":"{{id}}","dryRun":false}""", ct));

    // Half of them could open, half only close; none of them is near.
    private Task ProtectAsync(Uri service, int kill, CancellationToken ct) => UntilKilledAsync(service, (executor, i) =>
        ConfirmAsync(executor, Id(kill, "stop", i), id => i % 2 == 0
            ? $$"""{"symbol":"BTCUSDT","side":"BUY","type":"STOP_MARKET","stopPrice":95000,"quantity":0.001,"clientOrderId":"{{id}}","dryRun":false}"""
            : $$"""{"symbol":"BTCUSDT","side":"SELL","type":"STOP","stopPrice":52000,"price":51900,"quantity":0.001,"reduceOnly":true,"clientOrderId":"{{id}}","dryRun":false}""", ct));

    private Task CloseAsync(Uri service, int kill, CancellationToken ct) => UntilKilledAsync(service, async (executor, i) =>
    {
        _asked.TryAdd(Id(kill, "close", i), 0);
        await executor.PostAsync("/futures/position.close", i % 3 == 0 ? """{"fraction":0.5}""" : """{"symbol":"BTCUSDT"}""", ct);
    });

    private static Task CancelAsync(Uri service, CancellationToken ct) => UntilKilledAsync(service, async (executor, i) =>
    {
        await executor.GetAsync("/futures/openOrders", ct);
        if (i % 8 == 7) await executor.PostAsync("/futures/order.cancelAll", "{}", ct);
    });

    private static string Id(int kill, string what, int i) => string.Create(CultureInfo.InvariantCulture, $"k{kill}-{what}-{i}");

    private async Task ConfirmAsync(Caller executor, string id, Func<string, string> content, CancellationToken ct)
    {
        var proposed = await executor.PostAsync("/futures/order.place", content(id), ct);
        if (proposed.Status != HttpStatusCode.PreconditionRequired) return;
        _asked.TryAdd(id, 0);
        await executor.PostAsync("/futures/order.place", content(id), ct, ("X-Spark-Confirmation", proposed["confirmation"]!["token"]!.GetValue<string>()));
    }

    private static async Task UntilKilledAsync(Uri service, Func<Caller, int, Task> act)
    {
        using var executor = new Caller(service);
        for (var i = 0; ; i++)
        {
            try
            {
                await act(executor, i);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static Task SettledAsync(Caller executor, CancellationToken ct) => Eventually.HoldsAsync(async t =>
        (await executor.GetAsync("/futures/health", t)).Word("status") == "ok"
        && (await executor.GetAsync("/futures/risk/status", t))["usage"]!["unknownOrders"]!.GetValue<int>() == 0, () => "Something stays unknown.", ct);

    private async Task HoldToTheBooksAsync(Caller executor, ExchangeBooks books, CancellationToken ct)
    {
        var stops = await books.StopsAsync("BTCUSDT", ct);
        var orders = await books.OrdersAsync("BTCUSDT", ct);
        Assert.All(stops.GroupBy(stop => stop["clientAlgoId"]!.GetValue<string>()), one => Assert.Single(one));
        Assert.All(orders.GroupBy(order => order["clientOrderId"]!.GetValue<string>()), one => Assert.Single(one));
        // Ids of the callers' own choice and of closes; nothing else was ever sent.
        Assert.All(stops.Select(stop => stop["clientAlgoId"]!.GetValue<string>()), id => Assert.Contains(id, _asked));
        Assert.All(orders.Select(order => order["clientOrderId"]!.GetValue<string>()), id => Assert.True(_asked.ContainsKey(id) || id.StartsWith("spk-", StringComparison.Ordinal), id));
        await Eventually.HoldsAsync(async t => Resting(await executor.GetAsync("/futures/openOrders", t)).SequenceEqual(Waiting(stops)), () => "What rests is not what is known.", ct);
        var breaker = (await executor.GetAsync("/futures/risk/status", ct))["circuitBreaker"]!;
        Assert.False(breaker["open"]!.GetValue<bool>(), breaker.ToJsonString());
    }

    private static async Task EndFlatAsync(Caller executor, ExchangeBooks books, CancellationToken ct)
    {
        var cancelled = (await executor.PostAsync("/futures/order.cancelAll", "{}", ct)).With(HttpStatusCode.OK);
        Assert.True(cancelled.Yes("ok"), cancelled.Text);
        var closed = (await executor.PostAsync("/futures/position.close", "{}", ct)).With(HttpStatusCode.OK);
        Assert.True(closed.Yes("ok"), closed.Text);
        Assert.Equal(0, await books.PositionAsync("BTCUSDT", ct));
        Assert.Empty(Waiting(await books.StopsAsync("BTCUSDT", ct)));
        await Eventually.HoldsAsync(async t => (await executor.GetAsync("/futures/positions", t)).List("positions").Count == 0
            && (await executor.GetAsync("/futures/openOrders", t)).List("orders").Count == 0, () => "It does not know that it is flat.", ct);
    }

    private static string[] Resting(Answer open) => [.. open.List("orders").Select(order => order!["clientOrderId"]!.GetValue<string>()).Order(StringComparer.Ordinal)];

    private static string[] Waiting(IEnumerable<JsonNode> stops) =>
        [.. stops.Where(stop => stop["algoStatus"]!.GetValue<string>() == "NEW").Select(stop => stop["clientAlgoId"]!.GetValue<string>()).Order(StringComparer.Ordinal)];
}
