using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests;

/// <summary>
/// A real executor killed with SIGKILL at random moments while canaries are run, applied, watched and taken back: 6 times, or 50 with
/// <c>SPARK_LONG_TESTS=1</c>. Fees alone break the loss bound here, so every canary that fills has to be taken back.
/// </summary>
public sealed class CanaryKillTests
{
    private const int Writers = 3;

    private static readonly int Kills = Environment.GetEnvironmentVariable("SPARK_LONG_TESTS") == "1" ? 50 : 6;

    private int _confirmed;
    private string _refused = "";

    [Fact]
    public async Task However_often_it_is_killed_no_canary_is_left_half_done_and_the_account_ends_flat_with_every_resting_order_known()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var spark = await MortalExecutor.OnAnExchangeAsync(ct, ("FUTURES_ORDER_RATE", "10000"), ("FUTURES_MAX_POSITION_SIZE", "10"),
            ("FUTURES_MAX_LEVERAGE", "100"), ("FUTURES_DAILY_LOSS_LIMIT", "5000"), ("FUTURES_CANARY_WATCH", "2 s"), ("FUTURES_CANARY_MAX_LOSS", "0.0001"));
        // Some die while a canary is on its way, some while one is watched, some while one is being taken back.
        await spark.DieAsync(Kills, TimeSpan.FromMilliseconds(2_500), _ => StormOf(spark.Address, ct), ct);

        await using var last = await spark.ReviveAsync(ct);
        using var executor = new Caller(spark.Address);
        using var books = new ExchangeBooks(spark.Exchange);
        await Eventually.AtLengthAsync(() => Eventually.HoldsAsync(async t => (await executor.GetAsync("/canary/status", t)).List("canaries").All(canary => !IsUnderWay(canary!)),
            () => "A canary stays half done.", ct));
        await HoldToTheBooksAsync(executor, books, ct);
    }

    private Storm StormOf(Uri service, CancellationToken ct)
    {
        var before = Volatile.Read(ref _confirmed);
        return new Storm([.. Enumerable.Range(0, Writers).Select(writer => RunCanariesAsync(service, writer, ct))],
            () => Volatile.Read(ref _confirmed) > before, () => $"No canary was applied; the last answer was {_refused}");
    }

    private static bool IsUnderWay(JsonNode canary) => canary["state"]!.GetValue<string>() is "confirmed" or "applied" or "observed";

    // Runs canaries and confirms them until the process is gone; the first one rests, and no more of them than an exchange lets rest.
    private async Task RunCanariesAsync(Uri service, int writer, CancellationToken ct)
    {
        using var executor = new Caller(service);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        for (var i = 0; await pace.WaitForNextTickAsync(ct); i++)
        {
            var resting = i == 0 ? string.Create(CultureInfo.InvariantCulture, $",\"type\":\"LIMIT\",\"price\":{55_500 + (writer * 100)}") : "";
            try
            {
                var run = await executor.PostAsync("/canary/run", $$"""{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","quantity":0.001{{resting}}}""", ct);
                if (run.Status != HttpStatusCode.OK || run["blocked"] is not null)
                {
                    _refused = run.ToString();
                    continue;
                }
                var id = run["order"]!["id"]!.GetValue<string>();
                var confirmed = await executor.PostAsync("/canary/confirm", $$"""{"scope":"futures-testnet","canaryId":"{{id}}"}""", ct);
                if (confirmed.Status == HttpStatusCode.OK) Interlocked.Increment(ref _confirmed);
                else _refused = confirmed.ToString();
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static async Task HoldToTheBooksAsync(Caller executor, ExchangeBooks books, CancellationToken ct)
    {
        Assert.Equal(0, await books.PositionAsync("BTCUSDT", ct));
        Assert.Empty((await executor.GetAsync("/futures/positions", ct)).List("positions"));
        Assert.False((await executor.GetAsync("/futures/risk/status", ct))["circuitBreaker"]!["open"]!.GetValue<bool>());

        var orders = (await books.OrdersAsync("BTCUSDT", ct)).GroupBy(order => order["clientOrderId"]!.GetValue<string>()).ToArray();
        Assert.All(orders, one => Assert.Single(one));
        var filled = orders.ToDictionary(one => one.Key, one => decimal.Parse(one.Single()["executedQty"]!.GetValue<string>(), CultureInfo.InvariantCulture));
        var open = orders.Where(one => one.Single()["status"]!.GetValue<string>() is "NEW" or "PARTIALLY_FILLED").Select(one => one.Key);
        var known = (await executor.GetAsync("/futures/openOrders", ct)).List("orders").Select(order => order!["clientOrderId"]!.GetValue<string>());
        Assert.Equal(open.Order(), known.Order());

        var audit = await AuditAsync(executor, ct);
        var ran = audit.Where(record => (string?)record["kind"] == "canary.ran").Select(record => record["data"]!["canary"]!)
            .ToDictionary(canary => canary["id"]!.GetValue<string>(), canary => canary["intent"]!["clientOrderId"]!.GetValue<string>());
        var moves = audit.Where(record => (string?)record["kind"] == "canary.moved").ToLookup(record => record["data"]!["canaryId"]!.GetValue<string>(), record => record["data"]!["happened"]!.GetValue<string>());
        Assert.True(moves.Count(one => one.Contains("RollBack")) >= Kills / 2, "Hardly a canary was taken back: the kills came too early.");
        foreach (var (id, order) in ran)
        {
            var closed = filled.Where(one => one.Key.StartsWith($"spk-{id}-", StringComparison.Ordinal)).Sum(one => one.Value);
            Assert.Equal(filled.GetValueOrDefault(order), closed);
            if (moves[id].Contains("Confirm")) Assert.Contains(moves[id].Last(), (string[])["Pass", "RollBack", "Reject"]);
            else Assert.DoesNotContain(order, filled.Keys);
        }
    }

    private static async Task<IReadOnlyList<JsonNode>> AuditAsync(Caller executor, CancellationToken ct)
    {
        var all = new List<JsonNode>();
        for (var after = 0L; ; after = all[^1]["seq"]!.GetValue<long>())
        {
            var page = (await executor.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/audit?after={after}&limit=1000"), ct)).With(HttpStatusCode.OK).List("records");
            if (page.Count == 0) return all;
            all.AddRange(page.Select(record => record!));
        }
    }
}
