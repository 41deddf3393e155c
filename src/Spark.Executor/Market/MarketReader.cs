using System.Collections.Concurrent;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Markets;

namespace Spark.Executor.Market;

/// <summary>
/// Makes sure that a decision finds a fresh market: streams keep watched symbols fresh and nothing is called; for others the mark price
/// and the book are read over REST. What can't be read stays old, and the risk gate says so.
/// </summary>
internal sealed class MarketReader(BinanceRestClient exchange, MarketBoard board, Instruments instruments, TimeProvider time)
{
    private const int BookLevels = 5;

    private readonly ConcurrentDictionary<Symbol, Task> _reading = new();

    /// <summary>Reads a symbol's market unless it is younger than half of <paramref name="mostAge"/>. Callers of one symbol share a read.</summary>
    public Task EnsureFreshAsync(Symbol symbol, TimeSpan mostAge, CancellationToken ct)
    {
        if (board.Find(symbol)?.AgeAt(time.GetUtcNow()) is { } age && age < mostAge / 2) return Task.CompletedTask;
        if (instruments.Count > 0 && instruments.Find(symbol) is null) return Task.CompletedTask;
        return _reading.GetOrAdd(symbol, ReadAsync).WaitAsync(ct);
    }

    private async Task ReadAsync(Symbol symbol)
    {
        try
        {
            await Task.Yield(); // the task must be in the dictionary before it can end
            var mark = exchange.PremiumIndexAsync(symbol, CancellationToken.None);
            var book = exchange.DepthAsync(symbol, BookLevels, CancellationToken.None);
            if (await mark is ExchangeResult<MarkPriceReport>.Ok { Value: var read }) board.SetMark(symbol, read.MarkPrice, byRest: true);
            if (await book is ExchangeResult<OrderBook>.Ok { Value: var depth })
            {
                board.SetBook(symbol, new TopOfBook(Levels.Of(depth.Bids.AsSpan()), Levels.Of(depth.Asks.AsSpan())), byRest: true);
            }
        }
        finally
        {
            _reading.TryRemove(symbol, out _);
        }
    }
}
