using System.Globalization;

namespace Spark.EndToEnd.Tests.Processes;

/// <summary>One person's Spark: a data folder and three addresses, kept over any number of starts.</summary>
internal sealed class SparkHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spark-e2e-");

    public SparkHome()
    {
        EnvFile = Path.Combine(_folder.FullName, "empty.env");
        File.WriteAllText(EnvFile, "");
        Copilot = Address(FreePorts.Next());
        Executor = Address(FreePorts.Next());
        Exchange = Address(FreePorts.Next());
    }

    public string EnvFile { get; }

    public string Data => Path.Combine(_folder.FullName, "data");

    public Uri Copilot { get; init; }

    public Uri Executor { get; init; }

    public Uri Exchange { get; init; }

    /// <summary>The settings of this home, with others on top.</summary>
    public Dictionary<string, string> Settings(params ReadOnlySpan<(string Name, string Value)> others)
    {
        var settings = new Dictionary<string, string>
        {
            ["SPARK_DATA"] = Data,
            ["SPARK_ENV_FILE"] = EnvFile,
            ["SPARK_COPILOT_URLS"] = Copilot.OriginalString,
            ["SPARK_EXECUTOR_URLS"] = Executor.OriginalString,
            ["SPARK_SIMULATOR_URLS"] = Exchange.OriginalString,
        };
        foreach (var (name, value) in others) settings[name] = value;
        return settings;
    }

    public SparkProgram Start(string project, params ReadOnlySpan<(string Name, string Value)> others) => SparkProgram.Start(project, Settings(others));

    /// <summary>Starts the whole of Spark and waits until the copilot says that it is ready.</summary>
    public async Task<SparkProgram> StartAsync(CancellationToken ct, params (string Name, string Value)[] others)
    {
        var started = TimeProvider.System.GetTimestamp();
        var program = Start("Spark.Copilot", others);
        try
        {
            await Ready.AtAsync(Copilot, program, ct);
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"From process start to /readyz: {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:F0} ms"));
        return program;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Uri Address(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
}
