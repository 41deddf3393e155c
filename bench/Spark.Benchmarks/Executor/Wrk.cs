using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Spark.Benchmarks.Executor;

/// <summary>Runs <c>wrk</c> with one script and reads what it measured.</summary>
internal static partial class Wrk
{
    /// <summary>Requests per second, and the 99th percentile in ms.</summary>
    public readonly record struct Measured(double PerSecond, double P99Ms);

    public static async Task<Measured> RunAsync(Uri address, string? postBody, CancellationToken ct)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, postBody is null ? "" : $"""
                wrk.method = "POST"
                wrk.body = '{postBody}'
                wrk.headers["Content-Type"] = "application/json"
                """, ct);
            var text = await OutputAsync(["-t1", "-c16", "-d2s", "--latency", "-s", script, address.ToString()], ct);
            if (text.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException($"{address}: {text}");
            return new Measured(double.Parse(Rate().Match(text).Groups[1].Value, CultureInfo.InvariantCulture), Ms(P99().Match(text)));
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static async Task<string> OutputAsync(string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("wrk is needed: apt-get install wrk");
        var text = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return text;
    }

    private static double Ms(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * match.Groups[2].Value switch
    {
        "us" => 0.001,
        "ms" => 1,
        _ => 1000,
    };

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([0-9.]+)(us|ms|s)")]
    private static partial Regex P99();
}
