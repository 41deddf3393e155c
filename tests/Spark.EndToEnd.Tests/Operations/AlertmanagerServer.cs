using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests.Operations;

/// <summary>A real Alertmanager that tells a webhook at once.</summary>
internal sealed class AlertmanagerServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spark-alertmanager-");
    private readonly Process _process;
    private readonly HttpClient _http;

    private AlertmanagerServer(string program, Uri webhook)
    {
        var config = Path.Combine(_folder.FullName, "alertmanager.yml");
        File.WriteAllText(config, $$"""
            route: { receiver: desk, group_by: [alertname, source], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
            receivers: [{ name: desk, webhook_configs: [{ url: "{{webhook}}", send_resolved: true }] }]
            """);
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePorts.Next()}");
        Address = new Uri("http://" + address);
        _http = new HttpClient { BaseAddress = Address };
        _process = Process.Start(new ProcessStartInfo(program,
            [$"--config.file={config}", $"--storage.path={Path.Combine(_folder.FullName, "data")}", $"--web.listen-address={address}", "--cluster.listen-address=", "--log.level=error"]))!;
    }

    public Uri Address { get; }

    public static async Task<AlertmanagerServer> StartAsync(Uri webhook, CancellationToken ct)
    {
        var server = new AlertmanagerServer(Tool.Require("prometheus-alertmanager", "prometheus-alertmanager"), webhook);
        await Eventually.HoldsAsync(server.IsReadyAsync, () => "Alertmanager is not ready.", ct);
        return server;
    }

    /// <summary>Names of the alerts that stand now by Prometheus's word; what Spark tells by itself are events.</summary>
    public async Task<IReadOnlyList<string>> AlertsAsync(CancellationToken ct) =>
        [.. JsonNode.Parse(await _http.GetStringAsync("/api/v2/alerts", ct))!.AsArray().Where(alert => alert!["labels"]!["source"] is null).Select(alert => (string)alert!["labels"]!["alertname"]!)];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await _http.GetAsync("/-/ready", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
