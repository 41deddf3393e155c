using System.Net.Http.Json;

namespace Spark.Benchmarks.Executor;

/// <summary>Reads from memory and dry-run orders, against what Kestrel alone does, by the same <c>wrk</c> call in alternating rounds.</summary>
internal sealed class HttpRow : IBenchRow
{
    private const int RoundsOfEach = 3;

    private const string Order = """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001}""";

    public string Name => "http";

    public async Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        await using var programs = await Programs.StartAsync(ct);
        using var http = new HttpClient { BaseAddress = programs.Executor };
        using var streams = JsonContent.Create(new { symbols = new[] { "BTCUSDT" } });
        (await http.PostAsync(new Uri("/futures/ws.start", UriKind.Relative), streams, ct)).EnsureSuccessStatusCode();
        var results = new List<RowResult>();
        foreach (var path in (string[])["/futures/positions", "/futures/account", "/futures/openOrders", "/futures/risk/status", "/futures/health"])
        {
            var (ours, bare) = await CompareAsync(new Uri(programs.Executor, path), new Uri(programs.Kestrel, "/empty"), null, ct);
            results.Add(Line($"GET {path}", ours, bare, atLeast: 0.75, mostP99: null));
        }
        var (placed, echoed) = await CompareAsync(new Uri(programs.Executor, "/futures/order.place"), new Uri(programs.Kestrel, "/echo"), Order, ct);
        results.Add(Line("POST order.place, dry run", placed, echoed, atLeast: 0.5, mostP99: 2));
        return results;
    }

    private static async Task<(Wrk.Measured Ours, Wrk.Measured Bare)> CompareAsync(Uri ours, Uri bare, string? body, CancellationToken ct)
    {
        List<Wrk.Measured> a = [], b = [];
        for (var i = -1; i < RoundsOfEach; i++)
        {
            var (first, second) = (await Wrk.RunAsync(ours, body, ct), await Wrk.RunAsync(bare, body, ct));
            if (i < 0) continue;
            a.Add(first);
            b.Add(second);
        }
        return (Median(a), Median(b));
    }

    private static Wrk.Measured Median(List<Wrk.Measured> rounds) => new(Rounds.Median(rounds.Select(one => one.PerSecond)), Rounds.Median(rounds.Select(one => one.P99Ms)));

    private static RowResult Line(string what, Wrk.Measured ours, Wrk.Measured bare, double atLeast, double? mostP99)
    {
        var (rate, p99) = (ours.PerSecond / bare.PerSecond, ours.P99Ms / bare.P99Ms);
        return new RowResult(what, Table.Text($"{ours.PerSecond:0} /s, p99 {ours.P99Ms:0.00} ms"), Table.Text($"{bare.PerSecond:0} /s, p99 {bare.P99Ms:0.00} ms"),
            Table.Text($"{rate:0.00} x, p99 {p99:0.00} x"), "-", Table.Text($">= {atLeast:0.00} x{(mostP99 is { } most ? $", p99 <= {most:0} x" : "")}"),
            rate >= atLeast && (mostP99 is null || p99 <= mostP99));
    }
}
