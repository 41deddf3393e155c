using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>Which streams a symbol needs on which route.</summary>
internal static class StreamNames
{
    public static IEnumerable<string> Of(StreamRoute route, IEnumerable<Symbol> symbols, MarketStreams streams) =>
        symbols.SelectMany(symbol => Suffixes(route, streams).Select(suffix => symbol.Value.ToLowerInvariant() + suffix));

    /// <summary>A stream's name inside an address: letters outside ASCII are percent-encoded.</summary>
    public static string InAddress(string name)
    {
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return Uri.EscapeDataString(name[..at]) + name[at..];
    }

    private static IEnumerable<string> Suffixes(StreamRoute route, MarketStreams streams)
    {
        if (route == StreamRoute.Public && streams.HasFlag(MarketStreams.Trade)) yield return "@trade";
        if (route == StreamRoute.Public && streams.HasFlag(MarketStreams.Depth)) yield return "@depth5@100ms";
        if (route == StreamRoute.Market && streams.HasFlag(MarketStreams.Ticker)) yield return "@ticker";
        if (route == StreamRoute.Market && streams.HasFlag(MarketStreams.MarkPrice)) yield return "@markPrice@1s";
    }
}
