using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;

namespace Spark.Benchmarks.Executor;

/// <summary>
/// A confirmed order from the caller's POST to its answer: the whole time, less the exchange's part of it (as the executor's own metric has
/// it), less a flush of the same records to a journal of the same kind on the same disk. Like the order's own two commits, the flush's come out
/// of a pause, and the exchange's time lies between them: two commits at one stroke find everything warm, and an order's never do.
/// </summary>
internal sealed class LiveOrderRow : IBenchRow
{
    private const int WarmUp = 150, Orders = 400;

    // The exchange takes 300 orders in 10 s.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan AnExchange = TimeSpan.FromMilliseconds(1);

    public string Name => "live order";

    public async Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        await using var programs = await Programs.StartAsync(ct);
        await using var journal = SqliteJournal.Open(Path.Combine(programs.Data, "flush"));
        using var http = new HttpClient { BaseAddress = programs.Executor };
        using var streams = JsonContent.Create(new { symbols = new[] { "BTCUSDT" } });
        (await http.PostAsync(new Uri("/futures/ws.start", UriKind.Relative), streams, ct)).EnsureSuccessStatusCode();
        List<double> inSpark = [], flushes = [], totals = [];
        using var caller = new BareCaller(programs.Executor);
        using var pace = new PeriodicTimer(Pace);
        for (var i = -WarmUp; i < Orders; i++)
        {
            await pace.WaitForNextTickAsync(ct);
            var (total, exchange) = await PlaceAsync(caller, http, i % 2 == 0 ? "BUY" : "SELL", ct);
            await pace.WaitForNextTickAsync(ct);
            var flush = await FlushAsync(journal, i, ct);
            if (i < 0) continue;
            inSpark.Add(total - exchange - flush);
            flushes.Add(flush);
            totals.Add(total);
        }
        inSpark.Sort();
        var (p50, p99) = (Rounds.Percentile(inSpark, 0.5), Rounds.Percentile(inSpark, 0.99));
        return
        [
            new RowResult("live order, time in Spark less flush", Table.Text($"p50 {p50:0.00} ms, p99 {p99:0.00} ms"),
                Table.Text($"flush p50 {Rounds.Median(flushes):0.00} ms, whole p50 {Rounds.Median(totals):0.00} ms"), "-", "-", "p50 < 0.7 ms, p99 < 5 ms", p50 < 0.7 && p99 < 5),
        ];
    }

    private static async Task<(double Total, double Exchange)> PlaceAsync(BareCaller caller, HttpClient http, string side, CancellationToken ct)
    {
        var order = $$"""{"symbol":"BTCUSDT","side":"{{side}}","type":"MARKET","quantity":0.001,"dryRun":false}""";
        var proposed = BareCaller.Parse(caller.Exchange(caller.Request(order, null)));
        var request = caller.Request(order, proposed["confirmation"]!["token"]!.GetValue<string>());
        var before = await LatencySumAsync(http, ct);
        var started = Stopwatch.GetTimestamp();
        var answer = caller.Exchange(request);
        var total = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var placed = BareCaller.Parse(answer);
        if (placed["ack"]?.GetValue<bool>() != true) throw new InvalidOperationException(placed.ToJsonString());
        return (total, await LatencySumAsync(http, ct) - before);
    }

    private static async Task<double> LatencySumAsync(HttpClient http, CancellationToken ct)
    {
        const string name = "spark_futures_order_place_latency_ms_sum{mode=\"live\"} ";
        var text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), ct);
        var at = text.IndexOf(name, StringComparison.Ordinal) + name.Length;
        return double.Parse(text.AsSpan(at, text.IndexOf('\n', at) - at), CultureInfo.InvariantCulture);
    }

    // What an order writes before it is sent, and before it is answered: two commits.
    private static async Task<double> FlushAsync(SqliteJournal journal, int i, CancellationToken ct)
    {
        var now = DateTimeOffset.UnixEpoch.AddSeconds(1_800_000_000 + i);
        var id = ClientOrderId.ForIntent(string.Create(CultureInfo.InvariantCulture, $"{i + WarmUp:d28}"));
        var intent = new OrderIntent { ClientOrderId = id, Symbol = Symbol.Parse("BTCUSDT"), Side = Side.Buy, Type = OrderType.Market, Quantity = 0.001m };
        var checks = Spark.Guardrails.Risk.RiskGate.CheckNames.Select(check => new RiskCheckView(check, true, 100m, 60.1234m)).ToArray();
        var started = Stopwatch.GetTimestamp();
        journal.Append(
        [
            new ActionCarried(id.Value, "/futures/order.place", new string('d', 64)) { At = now, Actor = "person:local", Confirmed = true, TokenHash = new string('h', 64), ClientOrderId = id },
            new OrderIntended(intent) { At = now, Actor = "person:local", Checks = checks },
        ]);
        var first = Stopwatch.GetElapsedTime(started);
        await Task.Delay(AnExchange, TimeProvider.System, ct);
        started = Stopwatch.GetTimestamp();
        journal.Append(
        [
            new OrderReported(id, 1_000_000 + i, OrderStatus.Filled, 0.001m, 60_123.4m, "answer") { At = now, Actor = "exchange" },
            new ActionAnswered(id.Value, 200, new string('b', 450)) { At = now, Actor = "spark" },
        ]);
        return (first + Stopwatch.GetElapsedTime(started)).TotalMilliseconds;
    }
}
