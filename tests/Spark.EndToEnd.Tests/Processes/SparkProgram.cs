using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Spark.EndToEnd.Tests.Processes;

/// <summary>A program of Spark as a real process: its output is kept, and it never outlives the test.</summary>
internal sealed class SparkProgram : IAsyncDisposable
{
    private static readonly string[] OwnPrefixes = ["BINANCE_", "FUTURES_", "SPARK_", "ASPNETCORE_", "Logging__"];

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private SparkProgram(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    /// <summary>Everything that it wrote, and whether it still runs: for the message of a failed assertion.</summary>
    public string Story => $"{(HasExited ? $"ended with {_process.ExitCode}" : "runs")}\n{Output}\n{Errors}";

    /// <summary>Starts a program with the given settings and no other.</summary>
    public static SparkProgram Start(string project, IReadOnlyDictionary<string, string> settings, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Artifacts.ProgramOf(project));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var program = new SparkProgram(new Process { StartInfo = start });
        program._process.OutputDataReceived += (_, line) => Keep(program._output, line.Data);
        program._process.ErrorDataReceived += (_, line) => Keep(program._errors, line.Data);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>What Ctrl-C does.</summary>
    public Task InterruptAsync(CancellationToken ct) => SignalAsync("INT", ct);

    /// <summary>What a service manager does.</summary>
    public Task TerminateAsync(CancellationToken ct) => SignalAsync("TERM", ct);

    /// <summary>What the machine does when it is out of memory: no last word.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    /// <summary>The exit code; a process that goes on for longer than <paramref name="patience"/> fails the test.</summary>
    public async Task<int> ExitCodeAsync(TimeSpan patience, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(patience);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Assert.Fail($"The process goes on after {patience.TotalSeconds} s. It {Story}");
        }
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }

    private async Task SignalAsync(string signal, CancellationToken ct)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(ct);
        Assert.Equal(0, kill.ExitCode);
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }

    private static bool IsOurs(string name) => OwnPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
