using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Spark.Benchmarks.Exchange;

namespace Spark.Benchmarks.Simulator;

/// <summary>
/// Signed orders of one account against the embedded exchange over HTTP, signatures checked, next to an empty POST endpoint
/// under the same script: each request is a LIMIT order that rests or fills, signed for its own timestamp.
/// </summary>
internal sealed partial class WrkRow : IBenchRow
{
    private const int Pairs = 5;
    private const double Target = 0.4;

    public string Name => "simulator under wrk";

    public async Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        using var exchange = await Peer.StartAsync("peer-simulator", ct);
        using var empty = await Peer.StartAsync("peer-empty", ct);
        var script = Path.Combine(Root(), "bench", "wrk", "orders.lua");
        List<double> ours = [], baseline = [];
        for (var i = -1; i < Pairs; i++)
        {
            var file = Path.GetTempFileName();
            SignedOrders.Write(file, 4000);
            var (first, second) = (await LoadAsync(exchange.Port, script, file, ct), await LoadAsync(empty.Port, script, file, ct));
            File.Delete(file);
            if (i < 0) continue;
            ours.Add(first);
            baseline.Add(second);
        }
        var (rate, bare) = (Rounds.Median(ours), Rounds.Median(baseline));
        return
        [
            new RowResult("signed orders under wrk", Table.Text($"{rate:0} req/s"), Table.Text($"{bare:0} req/s (empty POST)"), Table.Text($"{rate / bare:0.00} x"), "-",
                ">= 0.4 x", rate / bare >= Target),
        ];
    }

    private static async Task<double> LoadAsync(int port, string script, string orders, CancellationToken ct)
    {
        using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", "-c16", "-d2s", "-s", script, $"http://127.0.0.1:{port}", "--", orders])
        {
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("wrk did not start");
        var output = await wrk.StandardOutput.ReadToEndAsync(ct);
        await wrk.WaitForExitAsync(ct);
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal)) throw new InvalidOperationException(output);
        return double.Parse(RequestsPerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Spark.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("The repository's root was not found above the bench.");
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex RequestsPerSecond();
}
