using System.Globalization;

namespace Spark.EndToEnd.Tests.Http;

/// <summary>Reads the Prometheus text format as far as these tests need it.</summary>
internal static class Metrics
{
    public static double? Sum(string text, string name, string labels)
    {
        var values = text.Split('\n').Where(line => IsSample(line, name) && line.Contains(labels, StringComparison.Ordinal))
            .Select(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)).ToArray();
        return values.Length == 0 ? null : values.Sum();
    }

    private static bool IsSample(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' ';
}
