using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests.Operations;

/// <summary>A real Prometheus that scrapes a Spark every second, with the rules of <c>deploy/</c>.</summary>
internal sealed partial class PrometheusServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spark-prometheus-");
    private readonly Process _process;
    private readonly HttpClient _http;

    private PrometheusServer(string program, SparkHome spark, Uri? alertmanager)
    {
        var port = FreePorts.Next();
        var config = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(config, $"""
            global: {"{"} scrape_interval: 1s, evaluation_interval: 1s {"}"}
            rule_files: ["{Rules("recording.yml", alertmanager is not null)}", "{Rules("alerts.yml", alertmanager is not null)}"]
            alerting: {"{"} alertmanagers: [{"{"} static_configs: [{"{"} targets: [{(alertmanager is null ? "" : $"\"{alertmanager.Authority}\"")}] {"}"}] {"}"}] {"}"}
            scrape_configs:
              - job_name: spark-executor
                static_configs: [{"{"} targets: ["{spark.Executor.Authority}"] {"}"}]
              - job_name: spark-copilot
                static_configs: [{"{"} targets: ["{spark.Copilot.Authority}"] {"}"}]
            """);
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        _http = new HttpClient { BaseAddress = new Uri("http://" + address) };
        _process = Process.Start(new ProcessStartInfo(program,
            [$"--config.file={config}", $"--storage.tsdb.path={Path.Combine(_folder.FullName, "data")}", $"--web.listen-address={address}", "--log.level=error"]))!;
    }

    /// <summary>Starts one; with an Alertmanager the windows of the rules are ten seconds, and nothing waits before it fires.</summary>
    public static async Task<PrometheusServer> StartAsync(SparkHome spark, CancellationToken ct, Uri? alertmanager = null)
    {
        var server = new PrometheusServer(Tool.Require("prometheus", "prometheus"), spark, alertmanager);
        await Eventually.HoldsAsync(async token => await server.CountAsync("sum(up) == 2", token) == 1, () => "Prometheus has not scraped both services.", ct);
        return server;
    }

    /// <summary>How many series a query gives now; 0 while the server isn't up.</summary>
    public async Task<int> CountAsync(string query, CancellationToken ct)
    {
        try
        {
            using var answer = await _http.PostAsync("/api/v1/query", new FormUrlEncodedContent([new("query", query)]), ct);
            if (answer.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable) return 0;
            var body = await answer.Content.ReadAsStringAsync(ct);
            Assert.True(answer.IsSuccessStatusCode, $"{query}: {body}");
            return JsonNode.Parse(body)!["data"]!["result"]!.AsArray().Count;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private string Rules(string file, bool withShortWindows)
    {
        var shipped = Repository.At("deploy", "prometheus", file);
        if (!withShortWindows) return shipped;
        var copy = Path.Combine(_folder.FullName, file);
        File.WriteAllText(copy, ForDuration().Replace(Window().Replace(File.ReadAllText(shipped), "[10s]"), "for: 1s").Replace("order_samples:5m >= 20", "order_samples:5m >= 3", StringComparison.Ordinal));
        return copy;
    }

    [GeneratedRegex(@"\[\d+[sm]\]")]
    private static partial Regex Window();

    [GeneratedRegex(@"for: \d+[sm]")]
    private static partial Regex ForDuration();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
