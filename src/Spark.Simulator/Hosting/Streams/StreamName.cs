using System.Collections.Frozen;
using System.Collections.Immutable;
using Spark.Domain.Markets;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>The market streams that are published: <c>symbol@kind</c>, or <c>!kind</c> for all symbols.</summary>
internal static class StreamName
{
    /// <summary>Depths of partial books.</summary>
    public static readonly ImmutableArray<int> Depths = [5, 10, 20];

    /// <summary>Spellings of a book's speed, and the speed in ms.</summary>
    public static readonly ImmutableArray<(string Suffix, int Interval)> Speeds = [("", 250), ("@100ms", 100), ("@250ms", 250), ("@500ms", 500)];

    private static readonly FrozenDictionary<string, StreamRoute> Kinds = OfOneSymbol().ToFrozenDictionary(kind => kind.Name, kind => kind.Route, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, StreamRoute> AllSymbols = new Dictionary<string, StreamRoute>
    {
        ["!bookTicker"] = StreamRoute.Public,
        ["!ticker@arr"] = StreamRoute.Market,
        ["!miniTicker@arr"] = StreamRoute.Market,
        ["!markPrice@arr"] = StreamRoute.Market,
        ["!markPrice@arr@1s"] = StreamRoute.Market,
        ["!forceOrder@arr"] = StreamRoute.Market,
        ["!contractInfo"] = StreamRoute.Market,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The route that a stream is delivered on; null when there is no such stream. A name without '@' and '!' is a listen key.</summary>
    public static StreamRoute? RouteOf(string stream)
    {
        if (stream.StartsWith('!')) return AllSymbols.TryGetValue(stream, out var all) ? all : null;
        var at = stream.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return StreamRoute.Private;
        return at > 0 && Kinds.TryGetValue(stream[(at + 1)..], out var route) ? route : null;
    }

    private static IEnumerable<(string Name, StreamRoute Route)> OfOneSymbol()
    {
        yield return ("trade", StreamRoute.Public);
        yield return ("bookTicker", StreamRoute.Public);
        foreach (var (suffix, _) in Speeds)
        {
            yield return ($"depth{suffix}", StreamRoute.Public);
            foreach (var depth in Depths) yield return ($"depth{depth}{suffix}", StreamRoute.Public);
        }
        foreach (var name in (string[])["aggTrade", "ticker", "miniTicker", "markPrice", "markPrice@1s", "forceOrder"]) yield return (name, StreamRoute.Market);
        foreach (var interval in CandleInterval.All)
        {
            yield return ($"kline_{interval}", StreamRoute.Market);
            yield return ($"continuousKline_{interval}", StreamRoute.Market);
        }
    }
}
