using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Spark.Browser.Tests;

/// <summary>Spark as a person starts it: a process of its own, with its own ports and data.</summary>
internal sealed class SparkService : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _data;
    private readonly ConcurrentQueue<string> _output = new();
    private bool _killed;

    private SparkService(Process process, string data, string url, string executor, string exchange) => (_process, _data, Url, Executor, Exchange) = (process, data, url, executor, exchange);

    public string Url { get; }

    public string Executor { get; }

    /// <summary>The embedded exchange.</summary>
    public string Exchange { get; }

    /// <param name="with">Settings beside ports and data; null: none.</param>
    /// <param name="binary">The program; null: the one of the build that these tests are of.</param>
    /// <param name="port">Where its pages are; null: any free port.</param>
    /// <param name="brokenHistory">Whether the file of its conversations is none, as a bad disk would leave it.</param>
    public static async Task<SparkService> StartAsync(IReadOnlyDictionary<string, string>? with = null, string? binary = null, int? port = null, bool brokenHistory = false)
    {
        var ports = FreePorts(3);
        ports[0] = port ?? ports[0];
        var data = Directory.CreateTempSubdirectory("spark-browser-").FullName;
        var (url, executor, exchange) = ($"http://localhost:{ports[0]}", $"http://localhost:{ports[1]}", $"http://localhost:{ports[2]}");
        if (brokenHistory) await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(data, "copilot")).FullName, "conversations.db"), new string('x', 8192));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = data };
        start.ArgumentList.Add(binary ?? Binary());
        start.ArgumentList.Add("serve");
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("BINANCE_", StringComparison.Ordinal) || name.StartsWith("FUTURES_", StringComparison.Ordinal) || name.StartsWith("SPARK_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }
        start.Environment["SPARK_DATA"] = data;
        start.Environment["SPARK_ENV_FILE"] = Path.Combine(data, ".env");
        await File.WriteAllTextAsync(start.Environment["SPARK_ENV_FILE"]!, "");
        start.Environment["SPARK_COPILOT_URLS"] = url;
        start.Environment["SPARK_EXECUTOR_URLS"] = executor;
        start.Environment["SPARK_SIMULATOR_URLS"] = exchange;
        foreach (var (name, value) in with ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var service = new SparkService(Process.Start(start)!, data, url, executor, exchange);
        await service.ReadyAsync();
        return service;
    }

    /// <summary>As a power cut would end it.</summary>
    public async Task KillAsync()
    {
        _killed = true;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        int? died = _process.HasExited && !_killed ? _process.ExitCode : null;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
        if (died is not null) throw new InvalidOperationException($"Spark ended by itself with code {died}:\n" + string.Join('\n', _output.TakeLast(60)));
    }

    private async Task ReadyAsync()
    {
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var http = new HttpClient();
        using var deadline = new CancellationTokenSource(StartsWithin);
        while (true)
        {
            try
            {
                if ((await http.GetAsync(Url + "/readyz", deadline.Token)).IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // Not up yet; the deadline and the process decide below.
            }
            if (_process.HasExited || deadline.IsCancellationRequested) throw new InvalidOperationException("Spark did not start:\n" + string.Join('\n', _output));
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
        }
    }

    // The binary of the same configuration that these tests were built in.
    private static string Binary()
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var path = Path.Combine(mine.Parent!.Parent!.FullName, "Spark.Copilot", mine.Name, "Spark.Copilot.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("Build src/Spark.Copilot first.", path);
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Stop();
        return ports;
    }
}
