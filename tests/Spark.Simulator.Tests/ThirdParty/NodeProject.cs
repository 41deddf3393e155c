using System.Diagnostics;
using System.Security.Cryptography;

namespace Spark.Simulator.Tests.ThirdParty;

/// <summary>The folder <c>tests/third-party</c>: its packages, installed once per lock file, and its scripts.</summary>
internal static class NodeProject
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim Installing = new(1, 1);

    /// <summary>Runs a script and returns what it printed, with its exit code. Without node or npm the test is skipped, and fails in CI.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments)
    {
        var folder = Folder();
        await InstallAsync(folder);
        return await ExecuteAsync("node", [script, .. arguments], folder);
    }

    private static async Task InstallAsync(string folder)
    {
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            Need(await WorksAsync("node") && await WorksAsync("npm"), "node and npm are not installed");
            var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), TestContext.Current.CancellationToken)));
            var stamp = Path.Combine(folder, "node_modules", ".spark-lock");
            if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, TestContext.Current.CancellationToken) == wanted) return;
            var (exitCode, output) = await ExecuteAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
            Need(exitCode == 0, $"the npm packages can't be had here: {output}");
            await File.WriteAllTextAsync(stamp, wanted, TestContext.Current.CancellationToken);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static void Need(bool condition, string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(condition, reason);
        else Assert.SkipUnless(condition, reason);
    }

    private static async Task<bool> WorksAsync(string program)
    {
        try
        {
            return (await ExecuteAsync(program, ["--version"], Path.GetTempPath())).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int ExitCode, string Output)> ExecuteAsync(string program, IEnumerable<string> arguments, string folder)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Spark.sln"))) return Path.Combine(folder.FullName, "tests", "third-party");
        }
        throw new DirectoryNotFoundException("The repository's root was not found above the tests.");
    }
}
