using System.Diagnostics;

namespace Spark.Browser.Tests;

/// <summary>Spark as it is handed out: published, in Release.</summary>
internal static class PublishedSpark
{
    /// <summary>Publishes into a folder of its own and gives the program.</summary>
    public static async Task<string> MakeAsync(string folder, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Texts.Root() };
        foreach (var word in (string[])["publish", "src/Spark.Copilot", "-c", "Release", "-o", folder, "-p:RunAnalyzers=false", "-nodeReuse:false", "-v", "q"]) start.ArgumentList.Add(word);
        using var publish = Process.Start(start)!;
        var output = publish.StandardOutput.ReadToEndAsync(ct);
        var errors = publish.StandardError.ReadToEndAsync(ct);
        await publish.WaitForExitAsync(ct);
        return publish.ExitCode == 0 ? Path.Combine(folder, "Spark.Copilot.dll") : throw new InvalidOperationException(await output + await errors);
    }
}
