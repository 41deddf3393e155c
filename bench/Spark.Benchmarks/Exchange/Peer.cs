using System.Diagnostics;
using System.Globalization;

namespace Spark.Benchmarks.Exchange;

/// <summary>The other end of the wire in a process of its own, so that its work is not counted as ours.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    private Peer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Starts <paramref name="name"/>, which tells its port in its first line and lives as long as its input.</summary>
    public static async Task<Peer> StartAsync(string name, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(Peer).Assembly.Location);
        start.ArgumentList.Add(name);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start");
        var line = await process.StandardOutput.ReadLineAsync(ct) ?? throw new InvalidOperationException($"{name} ended at once");
        return new Peer(process, int.Parse(line, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(2))) _process.Kill();
        _process.Dispose();
    }
}
