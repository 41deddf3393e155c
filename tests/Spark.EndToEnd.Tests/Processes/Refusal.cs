using System.Text.RegularExpressions;

namespace Spark.EndToEnd.Tests.Processes;

/// <summary>A start that is refused: exit code 2, and one clear line on the error output.</summary>
internal static partial class Refusal
{
    private const int BadInput = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="program">Just started.</param>
    /// <param name="named">What the line must name.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task IsOneLineAsync(SparkProgram program, IReadOnlyList<string> named, CancellationToken ct)
    {
        var code = await program.ExitCodeAsync(Patience, ct);
        Assert.True(code == BadInput, program.Story);
        var line = Assert.Single(program.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        foreach (var name in named) Assert.Contains(name, line, StringComparison.Ordinal);
        Assert.DoesNotMatch(StackTrace(), program.Story);
        Assert.DoesNotContain("Hosting failed to start", program.Story, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bat [A-Z]\w+\.\w+.*\(|Exception:")]
    private static partial Regex StackTrace();
}
