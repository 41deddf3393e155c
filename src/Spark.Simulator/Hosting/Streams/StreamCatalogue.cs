using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>Makes the periodic streams, each when somebody first asks for it.</summary>
internal sealed class StreamCatalogue(ExchangeInstance instance)
{
    private const int TickerInterval = 2_000;
    private const int ArrayInterval = 1_000;
    private const int KlineInterval = 250;

    private readonly Dictionary<string, Market> _markets =
        instance.Exchange.Markets.ToDictionary(market => market.Contract.Name.ToLowerInvariant(), StringComparer.Ordinal);

    private long Now => instance.Exchange.Now;

    /// <summary>The stream of that name; null when it is none, or none that speaks by the clock.</summary>
    public PeriodicStream? Find(string name)
    {
        if (name.StartsWith('!')) return OfAll(name);
        var at = name.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0) return null;
        var kind = name[(at + 1)..];
        var symbol = name[..at];
        if (kind.StartsWith("continuousKline_", StringComparison.Ordinal) && symbol.EndsWith("_perpetual", StringComparison.Ordinal)) symbol = symbol[..^"_perpetual".Length];
        return _markets.TryGetValue(symbol, out var market) ? OfOne(name, kind, market) : null;
    }

    private PeriodicStream? OfOne(string name, string kind, Market market) => kind switch
    {
        "bookTicker" => new PeriodicStream(name, "bookTicker", 1, (stream, at) => stream.HasNews(market.Book, out _) ? MarketEventJson.BookTicker(market, at, Now) : null),
        "markPrice" => new PeriodicStream(name, "markPriceUpdate", 3_000, (_, at) => MarketEventJson.One(market, at, MarketEventJson.WriteMarkPrice)),
        "markPrice@1s" => new PeriodicStream(name, "markPriceUpdate", 1_000, (_, at) => MarketEventJson.One(market, at, MarketEventJson.WriteMarkPrice)),
        "ticker" => new PeriodicStream(name, "24hrTicker", TickerInterval, (_, at) => MarketEventJson.One((market, DayOf(market)), at, MarketEventJson.WriteTicker)),
        "miniTicker" => new PeriodicStream(name, "24hrMiniTicker", TickerInterval, (_, at) => MarketEventJson.One((market, DayOf(market)), at, MarketEventJson.WriteMiniTicker)),
        _ when kind.StartsWith("kline_", StringComparison.Ordinal) => Kline(name, kind["kline_".Length..], market, isContinuous: false),
        _ when kind.StartsWith("continuousKline_", StringComparison.Ordinal) => Kline(name, kind["continuousKline_".Length..], market, isContinuous: true),
        _ when kind.StartsWith("depth", StringComparison.Ordinal) => Depth(name, kind["depth".Length..], market),
        _ => null,
    };

    private PeriodicStream? OfAll(string name) => name switch
    {
        "!ticker@arr" => All(name, "24hrTicker", ArrayInterval, market => (market, DayOf(market)), MarketEventJson.WriteTicker),
        "!miniTicker@arr" => All(name, "24hrMiniTicker", ArrayInterval, market => (market, DayOf(market)), MarketEventJson.WriteMiniTicker),
        "!markPrice@arr" => All(name, "markPriceUpdate", 3_000, market => market, MarketEventJson.WriteMarkPrice),
        "!markPrice@arr@1s" => All(name, "markPriceUpdate", 1_000, market => market, MarketEventJson.WriteMarkPrice),
        _ => null,
    };

    private PeriodicStream All<T>(string name, string eventType, int interval, Func<Market, T> state, Action<System.Text.Json.Utf8JsonWriter, T, long> write) =>
        new(name, eventType, interval, (_, at) => MarketEventJson.Many(instance.Exchange.Markets.Select(state), at, write));

    private PeriodicStream? Depth(string name, string rest, Market market)
    {
        foreach (var (suffix, interval) in StreamName.Speeds)
        {
            if (rest == suffix) return Changes(name, interval, market);
            foreach (var depth in StreamName.Depths)
            {
                if (rest == $"{depth}{suffix}") return Partial(name, depth, interval, market);
            }
        }
        return null;
    }

    private PeriodicStream Partial(string name, int depth, int interval, Market market) => new(name, "depthUpdate", interval, (stream, at) =>
        stream.HasNews(market.Book, out var previous) ? MarketEventJson.PartialBook(market, depth, previous, at, Now) : null);

    private PeriodicStream Changes(string name, int interval, Market market)
    {
        var changes = new BookChanges(market);
        return new PeriodicStream(name, BookChangesEvent, interval, (_, at) => changes.Take(at, Now)) { Droppable = false };
    }

    /// <summary>Marks the frames of which none may be missing.</summary>
    public const string BookChangesEvent = "depthUpdate:changes";

    /// <summary>A candle that has closed is told once as such before the next one begins.</summary>
    private PeriodicStream Kline(string name, string interval, Market market, bool isContinuous)
    {
        var open = -1L;
        return new PeriodicStream(name, isContinuous ? "continuous_kline" : "kline", KlineInterval, (_, at) =>
        {
            var rows = instance.Simulation.Candles[market.Contract.Index].Read(interval, null, null, 2, Now);
            var isClosed = open >= 0 && rows[^1].OpenTime != open && rows.Count > 1;
            var row = isClosed ? rows[^2] : rows[^1];
            open = rows[^1].OpenTime;
            return MarketEventJson.Kline(market, row, interval, isClosed, isContinuous, at);
        });
    }

    private CandleRow DayOf(Market market) => instance.Simulation.Candles[market.Contract.Index].Day(Now);
}
