using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests.Operations;

/// <summary>A real Prometheus that scrapes a Spark every second, with the rules of <c>deploy/</c>.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spark-prometheus-");
    private readonly Process _process;
    private readonly HttpClient _http;

    private PrometheusServer(string program, SparkHome spark)
    {
        var port = FreePorts.Next();
        var config = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(config, $"""
            global: {"{"} scrape_interval: 1s, evaluation_interval: 1s {"}"}
            rule_files: ["{Repository.At("deploy", "prometheus", "recording.yml")}", "{Repository.At("deploy", "prometheus", "alerts.yml")}"]
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

    public static async Task<PrometheusServer> StartAsync(SparkHome spark, CancellationToken ct)
    {
        var server = new PrometheusServer(Tool.Require("prometheus", "prometheus"), spark);
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

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
