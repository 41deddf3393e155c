using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>The market streams that are published, by what follows the symbol.</summary>
internal static class StreamName
{
    /// <summary>Depths of partial books.</summary>
    public static readonly ImmutableArray<int> Depths = [5, 10, 20];

    /// <summary>Spellings of a partial book's speed, and the speed in ms.</summary>
    public static readonly ImmutableArray<(string Suffix, int Interval)> Speeds = [("", 250), ("@100ms", 100), ("@250ms", 250), ("@500ms", 500)];

    private static readonly FrozenDictionary<string, StreamRoute> Routes = AllKinds().ToFrozenDictionary(kind => kind.Name, kind => kind.Route, StringComparer.Ordinal);

    /// <summary>The route that a stream is delivered on; null when there is no such stream. A name without '@' is a listen key.</summary>
    public static StreamRoute? RouteOf(string stream)
    {
        var at = stream.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return StreamRoute.Private;
        return at > 0 && Routes.TryGetValue(stream[(at + 1)..], out var route) ? route : null;
    }

    private static IEnumerable<(string Name, StreamRoute Route)> AllKinds()
    {
        yield return ("trade", StreamRoute.Public);
        yield return ("bookTicker", StreamRoute.Public);
        foreach (var depth in Depths)
        {
            foreach (var (suffix, _) in Speeds) yield return ($"depth{depth}{suffix}", StreamRoute.Public);
        }
        yield return ("ticker", StreamRoute.Market);
        yield return ("markPrice", StreamRoute.Market);
        yield return ("markPrice@1s", StreamRoute.Market);
    }
}
