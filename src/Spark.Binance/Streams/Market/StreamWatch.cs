using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>
/// Looks after single streams on sockets that live: an acknowledgement of SUBSCRIBE proves nothing, frames do. A silent one is asked for again, ever more
/// rarely: a mark price is due every second, a book when REST shows a newer one, a ticker (every 2 s on the exchange) and a candle (every 250 ms while it
/// changes) after a trade, since nothing else need move them. <c>@trade</c> that brings nothing for 10 s while the book moves gets <c>@aggTrade</c> beside it until it speaks.
/// </summary>
internal sealed class StreamWatch(MarketRoute open, MarketRoute market, MarketSequence sequence, MarketNews news, TimeProvider time, ILogger logger)
{
    private const int MovesOfABook = 5;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Symbol, WatchedSymbol> _watched = new();

    public void Add(IEnumerable<Symbol> symbols, MarketStreams streams)
    {
        foreach (var symbol in symbols) _watched.GetOrAdd(symbol, _ => new WatchedSymbol(time.GetTimestamp(), Patience)).Add(streams);
    }

    /// <summary>Gives the stand-ins that are not needed any more.</summary>
    public IReadOnlyList<string> Remove(IEnumerable<Symbol> symbols, MarketStreams streams)
    {
        List<string> standIns = [];
        foreach (var symbol in symbols)
        {
            if (!_watched.TryGetValue(symbol, out var watched)) continue;
            if (watched.HasStandIn && streams.HasFlag(MarketStreams.Trade)) standIns.Add(StreamNames.AggregateTrades(symbol));
            if (watched.Remove(streams) == MarketStreams.None) _watched.TryRemove(symbol, out _);
        }
        return standIns;
    }

    public async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
        {
            foreach (var (symbol, watched) in _watched)
            {
                await LookSafelyAsync(symbol, watched, ct).ConfigureAwait(false);
            }
        }
    }

    // One symbol's failure ends neither the round nor the watch.
    private async Task LookSafelyAsync(Symbol symbol, WatchedSymbol watched, CancellationToken ct)
    {
        try
        {
            if (sequence.Find(symbol) is { } seen) await LookAtAsync(symbol, watched, seen, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            logger.WatchFailed(symbol.Value, e);
        }
    }

    private async Task LookAtAsync(Symbol symbol, WatchedSymbol watched, SymbolSequence seen, CancellationToken ct)
    {
        foreach (var (name, stream) in market.Age > Patience ? Mute(watched, seen) : [])
        {
            await AskAgainAsync(market, StreamNames.Of(symbol, name), stream, ct).ConfigureAwait(false);
        }
        if (open.Age > Patience && watched.Wants(MarketStreams.Depth) && IsOverdue(watched.Book, seen.BookSeenAt))
        {
            if (await news.HasBookMovedAsync(symbol, ct).ConfigureAwait(false) is true) await AskAgainAsync(open, StreamNames.Of(symbol, StreamNames.Depth), watched.Book, ct).ConfigureAwait(false);
            else watched.Book.Wait(time.GetTimestamp(), LongestPatience);
        }
        if (watched.Wants(MarketStreams.Trade)) await LookAtTradesAsync(symbol, watched, seen, ct).ConfigureAwait(false);
    }

    private IEnumerable<(string Name, Overdue Stream)> Mute(WatchedSymbol watched, SymbolSequence seen)
    {
        if (watched.Wants(MarketStreams.MarkPrice) && IsOverdue(watched.Mark, seen.MarkSeenAt)) yield return (StreamNames.MarkPrice, watched.Mark);
        if (watched.Wants(MarketStreams.Ticker) && IsOwed(watched.Ticker, seen.TickerOwedSince, seen.TickerSeenAt)) yield return (StreamNames.Ticker, watched.Ticker);
        if (watched.Wants(MarketStreams.Candle) && IsOwed(watched.Candle, seen.CandleOwedSince, seen.CandleSeenAt)) yield return (StreamNames.Candle, watched.Candle);
    }

    // Trades are the witness: where none is told there is nothing to miss.
    private bool IsOwed(Overdue stream, long owedSince, long seenAt)
    {
        if (seenAt > stream.Since) stream.Hurry(Patience);
        return owedSince != 0 && time.GetElapsedTime(Math.Max(stream.Since, owedSince)) >= stream.Patience;
    }

    private bool IsOverdue(Overdue stream, long seenAt)
    {
        if (time.GetElapsedTime(Math.Max(stream.Since, seenAt)) >= stream.Patience) return true;
        if (seenAt > stream.Since) stream.Hurry(Patience);
        return false;
    }

    private async Task AskAgainAsync(MarketRoute route, string name, Overdue stream, CancellationToken ct)
    {
        logger.StreamSilent(name);
        await route.AskAgainAsync(name, ct).ConfigureAwait(false);
        stream.Wait(time.GetTimestamp(), LongestPatience);
    }

    private async Task LookAtTradesAsync(Symbol symbol, WatchedSymbol watched, SymbolSequence seen, CancellationToken ct)
    {
        var name = StreamNames.AggregateTrades(symbol);
        var isMute = time.GetElapsedTime(Math.Max(watched.Since, seen.TradeSeenAt)) >= Patience && seen.BooksSinceTrade >= MovesOfABook;
        if (isMute == watched.HasStandIn) return;
        // It stays until single trades come: the book may merely rest.
        if (watched.HasStandIn && seen.TradeSeenAt <= watched.StandInSince) return;
        watched.StandIn(isMute, time.GetTimestamp());
        logger.TradesFrom(symbol.Value, isMute ? "@aggTrade" : "@trade");
        // Wanted only: while the route is down nobody waits for it here, since the other symbols would wait too.
        if (isMute) await market.WantAsync([name], ct).ConfigureAwait(false);
        else await market.RemoveAsync([name], ct).ConfigureAwait(false);
    }
}
