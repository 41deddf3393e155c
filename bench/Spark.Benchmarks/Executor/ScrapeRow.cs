using System.Diagnostics;
using System.Net.Http.Json;

namespace Spark.Benchmarks.Executor;

/// <summary>GET /metrics of an executor that has streamed ten symbols, answered reads and placed orders: as a scraper waits for it.</summary>
internal sealed class ScrapeRow : IBenchRow
{
    private const int WarmUp = 50, Scrapes = 500, Orders = 40;

    private static readonly string[] Symbols =
    [
        "BTCUSDT", "ETHUSDT", "BNBUSDT", "SOLUSDT", "XRPUSDT", "ADAUSDT", "DOGEUSDT", "AVAXUSDT", "DOTUSDT", "LINKUSDT",
    ];

    public string Name => "scrape";

    public async Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        await using var programs = await Programs.StartAsync(ct);
        using var http = new HttpClient { BaseAddress = programs.Executor };
        await LoadAsync(http, programs.Executor, ct);
        var metrics = new Uri("/metrics", UriKind.Relative);
        var (times, length) = (new List<double>(Scrapes), 0);
        for (var i = -WarmUp; i < Scrapes; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var text = await http.GetByteArrayAsync(metrics, ct);
            if (i < 0) continue;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            length = text.Length;
        }
        times.Sort();
        var (p50, p99) = (Rounds.Percentile(times, 0.5), Rounds.Percentile(times, 0.99));
        return [new RowResult("GET /metrics after a load", Table.Text($"p50 {p50:0.00} ms, p99 {p99:0.00} ms"), Table.Text($"{length / 1024.0:0} kB"), "-", "-", "p50 < 5 ms", p50 < 5)];
    }

    private static async Task LoadAsync(HttpClient http, Uri executor, CancellationToken ct)
    {
        using var streams = JsonContent.Create(new { symbols = Symbols });
        (await http.PostAsync(new Uri("/futures/ws.start", UriKind.Relative), streams, ct)).EnsureSuccessStatusCode();
        using var caller = new BareCaller(executor);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var i = 0; i < Orders; i++)
        {
            await pace.WaitForNextTickAsync(ct);
            var order = $$"""{"symbol":"BTCUSDT","side":"{{(i % 2 == 0 ? "BUY" : "SELL")}}","type":"MARKET","quantity":0.001,"dryRun":false}""";
            var proposed = BareCaller.Parse(caller.Exchange(caller.Request(order, null)));
            caller.Exchange(caller.Request(order, proposed["confirmation"]!["token"]!.GetValue<string>()));
            foreach (var path in (string[])["/futures/account", "/futures/positions", "/futures/health"]) await http.GetByteArrayAsync(new Uri(path, UriKind.Relative), ct);
        }
    }
}
