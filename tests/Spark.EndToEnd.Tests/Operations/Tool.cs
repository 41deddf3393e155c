using System.Diagnostics;

namespace Spark.EndToEnd.Tests.Operations;

/// <summary>A program of Debian's packages that operators use with Spark.</summary>
internal static class Tool
{
    /// <summary>Its path. Without it: a named skip on a person's machine, a failure in CI.</summary>
    public static string Require(string name, string package)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        var why = $"No {name} on this machine: apt-get install {package}.";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(found is not null, why);
        else Assert.SkipUnless(found is not null, why);
        return found!;
    }

    /// <summary>Runs it to its end; gives the exit code and all that it wrote.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string path, string folder, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output + await errors);
    }
}
