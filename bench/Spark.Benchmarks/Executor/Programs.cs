using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Spark.Benchmarks.Executor;

/// <summary>An exchange, an executor on it and the bare Kestrel, each a program of its own, in a data folder of their own.</summary>
internal sealed class Programs : IAsyncDisposable
{
    private readonly List<Process> _running = [];
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("spark-bench-");

    private Programs()
    {
    }

    public Uri Executor { get; } = Address();

    public Uri Exchange { get; } = Address();

    public Uri Kestrel { get; } = Address();

    /// <summary>Where the executor keeps its journal: a flush measured here is of the same disk.</summary>
    public string Data => _data.FullName;

    public static async Task<Programs> StartAsync(CancellationToken ct)
    {
        var programs = new Programs();
        programs.Start("Spark.Simulator", []);
        await AnswersAsync(new Uri(programs.Exchange, "/fapi/v1/ping"), ct);
        programs.Start("Spark.Executor", []);
        programs.Start("Spark.Benchmarks", ["peer-kestrel", programs.Kestrel.Port.ToString(CultureInfo.InvariantCulture)]);
        await AnswersAsync(new Uri(programs.Executor, "/readyz"), ct);
        await AnswersAsync(new Uri(programs.Kestrel, "/empty"), ct);
        return programs;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_running))
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        _data.Delete(recursive: true);
    }

    private void Start(string project, string[] arguments)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Data };
        start.ArgumentList.Add(Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project + ".dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("FUTURES_", StringComparison.Ordinal) || name.StartsWith("SPARK_", StringComparison.Ordinal)
            || name.StartsWith("BINANCE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in Settings()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _running.Add(process);
    }

    private Dictionary<string, string> Settings()
    {
        var env = Path.Combine(Data, "empty.env");
        if (!File.Exists(env)) File.WriteAllText(env, "");
        return new Dictionary<string, string>
        {
            ["SPARK_DATA"] = Path.Combine(Data, "data"),
            ["SPARK_ENV_FILE"] = env,
            ["SPARK_EXECUTOR_URLS"] = Executor.OriginalString,
            ["SPARK_SIMULATOR_URLS"] = Exchange.OriginalString,
            ["FUTURES_ORDER_RATE"] = "10000 per 1 s",
            ["FUTURES_MAX_POSITION_SIZE"] = "10",
            ["FUTURES_MAX_NOTIONAL"] = "1000",
            ["FUTURES_DAILY_LOSS_LIMIT"] = "1000000",
            ["FUTURES_MAX_LEVERAGE"] = "125",
        };
    }

    private static async Task AnswersAsync(Uri address, CancellationToken ct)
    {
        using var http = new HttpClient();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 600; i++)
        {
            try
            {
                using var answer = await http.GetAsync(address, ct);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            await pause.WaitForNextTickAsync(ct);
        }
        throw new TimeoutException($"{address} does not answer.");
    }

    private static Uri Address()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}"));
    }
}
