using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Spark.Benchmarks.Soak;

/// <summary>The embedded exchange as a program of its own, on a free port and with data of its own.</summary>
internal sealed class EmbeddedExchange : IDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _data;

    private EmbeddedExchange(Process process, DirectoryInfo data, Uri address) => (_process, _data, Address) = (process, data, address);

    public Uri Address { get; }

    public static async Task<EmbeddedExchange> StartAsync(CancellationToken ct)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Spark.Simulator", "release", "Spark.Simulator.dll"));
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var data = Directory.CreateTempSubdirectory("spark-soak-");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [program]) { RedirectStandardOutput = true };
        start.Environment["SPARK_SIMULATOR_URLS"] = address.AbsoluteUri;
        start.Environment["SPARK_DATA"] = data.FullName;
        var process = Process.Start(start) ?? throw new InvalidOperationException("the exchange did not start");
        var line = await process.StandardOutput.ReadLineAsync(ct);
        return line?.StartsWith("Embedded exchange at", StringComparison.Ordinal) == true
            ? new EmbeddedExchange(process, data, address)
            : throw new InvalidOperationException($"the exchange did not start: {line}");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
