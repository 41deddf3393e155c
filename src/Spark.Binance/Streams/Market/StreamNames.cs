using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>Which streams a symbol needs on which route.</summary>
internal static class StreamNames
{
    public const string Depth = "@depth5@100ms";

    public const string MarkPrice = "@markPrice@1s";

    public const string Ticker = "@ticker";

    public const string Candle = "@kline_1m";

    /// <summary>What stands in where <c>@trade</c> stays silent.</summary>
    public static string AggregateTrades(Symbol symbol) => symbol.Value.ToLowerInvariant() + "@aggTrade";

    public static string Of(Symbol symbol, string suffix) => symbol.Value.ToLowerInvariant() + suffix;

    /// <summary>The contracts that <paramref name="names"/> with this ending are about.</summary>
    public static IEnumerable<Symbol> SymbolsOf(IEnumerable<string> names, string suffix) =>
        names.Where(name => name.EndsWith(suffix, StringComparison.Ordinal)).Select(name => Symbol.Parse(name[..^suffix.Length].ToUpperInvariant()));

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
        if (route == StreamRoute.Public && streams.HasFlag(MarketStreams.Depth)) yield return Depth;
        if (route == StreamRoute.Market && streams.HasFlag(MarketStreams.Ticker)) yield return Ticker;
        if (route == StreamRoute.Market && streams.HasFlag(MarketStreams.MarkPrice)) yield return MarkPrice;
        if (route == StreamRoute.Market && streams.HasFlag(MarketStreams.Candle)) yield return Candle;
    }
}
