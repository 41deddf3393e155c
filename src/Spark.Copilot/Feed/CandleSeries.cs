using Spark.Contracts;

namespace Spark.Copilot.Feed;

/// <summary>The newest candle of a chart, moved along by trades. Pure: a trade and the candle before it give the candle after it.</summary>
internal static class CandleSeries
{
    /// <summary>Charted intervals and their lengths, ms.</summary>
    public static IReadOnlyDictionary<string, long> Intervals { get; } = new Dictionary<string, long>
    {
        ["1m"] = 60_000,
        ["5m"] = 300_000,
        ["15m"] = 900_000,
        ["1h"] = 3_600_000,
        ["4h"] = 14_400_000,
        ["1d"] = 86_400_000,
    };

    /// <summary>The candle after <paramref name="trade"/>; a trade of a candle that is closed already changes nothing.</summary>
    public static KlineView After(KlineView candle, TradeEvent trade, long intervalMs)
    {
        var opens = trade.Time.ToUnixTimeMilliseconds() / intervalMs * intervalMs;
        if (opens < candle.OpenTime) return candle;
        return opens == candle.OpenTime
            ? candle with { High = Math.Max(candle.High, trade.Price), Low = Math.Min(candle.Low, trade.Price), Close = trade.Price, Volume = candle.Volume + trade.Quantity }
            : new KlineView(opens, trade.Price, trade.Price, trade.Price, trade.Price, trade.Quantity);
    }
}
