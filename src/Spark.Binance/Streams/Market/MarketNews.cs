using System.Collections.Concurrent;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>Tells a quiet market from a dead stream: mark prices are never quiet, and of books the exchange is asked.</summary>
internal sealed class MarketNews(BinanceRestClient? rest, MarketSequence sequence)
{
    private const int Levels = 5;
    private const int MostAsked = 3;

    private readonly ConcurrentDictionary<Symbol, long> _firstSeen = new();

    /// <summary>Whether some of these streams must have brought something by now; null when nobody can say.</summary>
    public async Task<bool?> IsMissingOutAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        if (names.Any(name => name.EndsWith(StreamNames.MarkPrice, StringComparison.Ordinal))) return true;
        bool? missing = null;
        foreach (var symbol in StreamNames.SymbolsOf(names, StreamNames.Depth).Take(MostAsked))
        {
            if (await HasBookMovedAsync(symbol, ct).ConfigureAwait(false) is not { } moved) return null;
            if (moved) return true;
            missing = false;
        }
        return missing;
    }

    /// <summary>Whether the exchange's book is newer than the last one that came; when none ever came, than when it was asked first. Null when the exchange did not say.</summary>
    public async Task<bool?> HasBookMovedAsync(Symbol symbol, CancellationToken ct)
    {
        if (rest is null || await rest.DepthAsync(symbol, Levels, ct).ConfigureAwait(false) is not ExchangeResult<OrderBook>.Ok(var book)) return null;
        var last = sequence.Find(symbol)?.LastUpdateId ?? -1;
        return book.LastUpdateId > (last >= 0 ? last : _firstSeen.GetOrAdd(symbol, book.LastUpdateId));
    }
}
