using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests;

/// <summary>
/// A real executor killed with SIGKILL at random moments of a storm of orders, 10 times, or 50 with <c>SPARK_LONG_TESTS=1</c>. Afterwards
/// its ledger is held to the exchange's own books.
/// </summary>
public sealed class KillStormTests
{
    private const int Writers = 6;

    private static readonly int Kills = Environment.GetEnvironmentVariable("SPARK_LONG_TESTS") == "1" ? 50 : 10;

    private readonly ConcurrentDictionary<string, HttpStatusCode?> _told = new();
    private readonly ConcurrentDictionary<string, (string Content, string Token)> _used = new();

    [Fact]
    public async Task No_order_is_sent_twice_none_is_lost_and_every_fill_is_known_however_often_it_is_killed()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var spark = await MortalExecutor.OnAnExchangeAsync(ct, ("FUTURES_ORDER_RATE", "10000"), ("FUTURES_MAX_POSITION_SIZE", "1"));
        await spark.DieAsync(Kills, TimeSpan.FromMilliseconds(400), kill => StormOf(spark.Address, kill, ct), ct);

        await using var last = await spark.ReviveAsync(ct);
        using var executor = new Caller(spark.Address);
        await Eventually.HoldsAsync(async t => (await executor.GetAsync("/futures/health", t)).Word("status") == "ok"
            && (await executor.GetAsync("/futures/risk/status", t))["usage"]!["unknownOrders"]!.GetValue<int>() == 0, () => "Something stays unknown.", ct);
        await HoldToTheBooksAsync(spark, executor, ct);
        await RepeatSomeAsync(executor, spark.Random, ct);
        await HoldToTheBooksAsync(spark, executor, ct);
    }

    // Some die while they still recover from the last time.
    private Storm StormOf(Uri service, int kill, CancellationToken ct) => new([.. Enumerable.Range(0, Writers).Select(writer => WriteAsync(service, kill, writer, ct))],
        () => _told.Keys.Any(id => id.StartsWith($"k{kill}-", StringComparison.Ordinal)), () => "Nobody wrote.");

    // Writes until the process is gone.
    private async Task WriteAsync(Uri service, int kill, int writer, CancellationToken ct)
    {
        using var executor = new Caller(service);
        for (var i = 0; ; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"k{kill}-{writer}-{i}");
            var side = i % 2 == 0 ? "BUY" : "SELL";
            var priced = i % 5 == 4 ? ""","type":"LIMIT","price":56000""" : "";
            var content = $$"""{"symbol":"BTCUSDT","side":"{{(priced.Length > 0 ? "BUY" : side)}}","quantity":0.001,"clientOrderId":"{{id}}","dryRun":false{{priced}}}""";
            try
            {
                var proposed = await executor.PostAsync("/futures/order.place", content, ct);
                if (proposed.Status != HttpStatusCode.PreconditionRequired) continue;
                var token = proposed["confirmation"]!["token"]!.GetValue<string>();
                (_told[id], _used[id]) = (null, (content, token));
                _told[id] = (await executor.PostAsync("/futures/order.place", content, ct, ("X-Spark-Confirmation", token))).Status;
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private async Task HoldToTheBooksAsync(MortalExecutor spark, Caller executor, CancellationToken ct)
    {
        using var books = new ExchangeBooks(spark.Exchange);
        var orders = await books.OrdersAsync("BTCUSDT", ct);
        Assert.NotEmpty(orders);
        var sent = orders.GroupBy(order => order["clientOrderId"]!.GetValue<string>()).ToArray();
        Assert.All(sent, one => Assert.Single(one));
        Assert.All(sent, one => Assert.Contains(one.Key, _told));

        // An answer of success is an order that is there.
        var there = sent.Select(one => one.Key).ToHashSet();
        Assert.All(_told.Where(told => told.Value == HttpStatusCode.OK), told => Assert.Contains(told.Key, there));

        // What the exchange has, Spark knows, and as it is there; what it lacks was never placed.
        foreach (var (id, _) in _told)
        {
            var known = await executor.GetAsync($"/futures/order?symbol=BTCUSDT&clientOrderId={id}", ct);
            if (!there.Contains(id))
            {
                if (known.Status != HttpStatusCode.NotFound) Assert.Contains(known.With(HttpStatusCode.OK)["order"]!["status"]!.GetValue<string>(), (string[])["NOT_PLACED", "REJECTED"]);
                continue;
            }
            var order = orders.Single(row => row["clientOrderId"]!.GetValue<string>() == id);
            Assert.Equal(order["status"]!.GetValue<string>(), known.With(HttpStatusCode.OK)["order"]!["status"]!.GetValue<string>());
            Assert.Equal(order["orderId"]!.GetValue<long>(), known["order"]!["orderId"]!.GetValue<long>());
        }
        var trades = (await books.TradesAsync("BTCUSDT", ct)).Select(trade => trade["id"]!.GetValue<long>()).Order().ToArray();
        await Eventually.HoldsAsync(async t => (await FillsAsync(executor, t)).SequenceEqual(trades), () => "A fill is missing or counted twice.", ct);
        var position = (await executor.GetAsync("/futures/positions", ct)).List("positions").Sum(row => row!["quantity"]!.GetValue<decimal>() * (row["side"]!.GetValue<string>() == "LONG" ? 1 : -1));
        Assert.Equal(await books.PositionAsync("BTCUSDT", ct), position);
        Assert.False((await executor.GetAsync("/futures/risk/status", ct))["circuitBreaker"]!["open"]!.GetValue<bool>());
    }

    private static async Task<IReadOnlyList<long>> FillsAsync(Caller executor, CancellationToken ct)
    {
        var all = new HashSet<long>();
        var after = "2000-01-01T00:00:00Z";
        while (true)
        {
            var page = (await executor.GetAsync($"/futures/fills?symbol=BTCUSDT&after={Uri.EscapeDataString(after)}", ct)).With(HttpStatusCode.OK).List("fills");
            var before = all.Count;
            foreach (var fill in page) all.Add(fill!["tradeId"]!.GetValue<long>());
            if (all.Count == before) return [.. all.Order()];
            after = page[^1]!["time"]!.GetValue<string>();
        }
    }

    // A caller that repeats itself with a token it used moves nothing.
    private async Task RepeatSomeAsync(Caller executor, Random random, CancellationToken ct)
    {
        foreach (var (_, (content, token)) in _used.OrderBy(_ => random.Next()).Take(40))
        {
            var again = await executor.PostAsync("/futures/order.place", content, ct, ("X-Spark-Confirmation", token));
            Assert.True(again.Status == HttpStatusCode.Conflict || again["replayed"]?.GetValue<bool>() == true, again.Text);
        }
    }
}
