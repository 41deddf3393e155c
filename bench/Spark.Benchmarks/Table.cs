using System.Globalization;
using System.Runtime.InteropServices;

namespace Spark.Benchmarks;

/// <summary>Runs rows and prints them as a Markdown table.</summary>
internal static class Table
{
    /// <summary>0 when every target was met, 1 otherwise. <c>--only TEXT</c> picks rows whose name holds the text.</summary>
    public static async Task<int> RunAsync(IEnumerable<IBenchRow> rows, string[] options, CancellationToken ct)
    {
        var only = options is ["--only", var text, ..] ? text : "";
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}");
        Console.WriteLine();
        Print("what", "ours", "baseline", "ratio", "allocated", "target", "met");
        Print("---", "---", "---", "---", "---", "---", "---");
        var met = true;
        foreach (var row in rows.Where(r => r.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var line in await row.RunAsync(ct))
            {
                Print(line.What, line.Ours, line.Baseline, line.Ratio, line.Bytes, line.Target, line.Met ? "yes" : "NO");
                met &= line.Met;
            }
        }
        return met ? 0 : 1;
    }

    public static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Print(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
