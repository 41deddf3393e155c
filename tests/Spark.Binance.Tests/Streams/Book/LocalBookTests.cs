using CsCheck;
using Spark.Binance.Reports;
using Spark.Binance.Streams.Market.Book;
using Spark.Domain.Markets;

namespace Spark.Binance.Tests.Streams.Book;

public sealed class LocalBookTests
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    // One change of the exchange's book: which side, which price, how much (0 removes).
    private static readonly Gen<(bool IsBid, int Price, int Quantity)> Change = Gen.Select(Gen.Bool, Gen.Int[1, 12], Gen.Int[0, 3]);

    // Differences of one to four changes; what becomes of each on its way: 0 to 7 arrives, 8 is lost, 9 comes twice.
    private static readonly Gen<((bool, int, int)[] Changes, int Fate)[]> Traffic =
        Gen.Select(Change.Array[1, 4], Gen.Int[0, 9]).Array[1, 60];

    [Fact]
    public void A_live_book_equals_the_exchanges_whatever_is_lost_or_repeated() =>
        Gen.Select(Traffic, Gen.Int[0, 20]).Sample((traffic, snapshotAt) =>
        {
            var exchange = new ModelExchange();
            var book = new LocalBook(Btc);
            for (var i = 0; i < traffic.Length; i++)
            {
                var diff = exchange.Change(traffic[i].Changes);
                if (traffic[i].Fate != 8) book.Apply(diff);
                if (traffic[i].Fate == 9) book.Apply(diff);
                if (!book.IsLive && i >= snapshotAt) book.Load(exchange.Snapshot());
                if (book.IsLive && book.LastUpdateId == exchange.LastId) Assert.Equal(exchange.Best(), Best(book));
                if (book.IsLive && traffic[i].Fate != 8) Assert.Equal(exchange.LastId, book.LastUpdateId);
            }
        });

    [Fact]
    public void A_lost_difference_voids_the_book_until_a_snapshot_is_loaded()
    {
        var exchange = new ModelExchange();
        var book = new LocalBook(Btc);
        book.Load(exchange.Snapshot());
        Assert.Equal(BookStep.Applied, book.Apply(exchange.Change([(true, 5, 2)])));
        exchange.Change([(true, 6, 1)]);

        Assert.Equal(BookStep.Gap, book.Apply(exchange.Change([(false, 8, 1)])));

        Assert.False(book.IsLive);
        Assert.Equal(0, book.BidCount);
        Assert.Equal(BookStep.Buffered, book.Apply(exchange.Change([(false, 9, 4)])));
        Assert.True(book.Load(exchange.Snapshot()));
        Assert.Equal(exchange.Best(), Best(book));
    }

    [Fact]
    public void A_snapshot_older_than_what_waits_is_not_good_enough()
    {
        var exchange = new ModelExchange();
        var old = exchange.Snapshot();
        exchange.Change([(true, 5, 2)]);
        var book = new LocalBook(Btc);
        book.Apply(exchange.Change([(true, 6, 2)]));

        Assert.False(book.Load(old));
        Assert.False(book.IsLive);
        Assert.True(book.Load(exchange.Snapshot()));
    }

    [Fact]
    public void A_difference_is_applied_without_garbage()
    {
        var exchange = new ModelExchange();
        DepthDiff[] diffs = [.. Enumerable.Range(0, 2000).Select(i => exchange.Change([(i % 2 == 0, 1 + i % 12, i % 3)]))];
        var book = new LocalBook(Btc);
        book.Load(new ModelExchange().Snapshot());
        for (var i = 0; i < 1000; i++) book.Apply(diffs[i]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1000; i < 2000; i++) book.Apply(diffs[i]);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(book.IsLive);
    }

    private static string Best(LocalBook book) => Text(book.Snapshot(50, default));

    private static string Text(OrderBook book) => $"{string.Join(' ', book.Bids)} | {string.Join(' ', book.Asks)}";

    /// <summary>The exchange's own book, as simply as it can be said. Update ids jump, as they do there.</summary>
    private sealed class ModelExchange
    {
        private readonly SortedDictionary<decimal, decimal> _bids = [];
        private readonly SortedDictionary<decimal, decimal> _asks = [];

        public long LastId { get; private set; } = 100;

        public DepthDiff Change((bool IsBid, int Price, int Quantity)[] changes)
        {
            var previous = LastId;
            foreach (var (isBid, price, quantity) in changes)
            {
                var side = isBid ? _bids : _asks;
                if (quantity == 0) side.Remove(price);
                else side[price] = quantity;
            }
            LastId = previous + 3 + changes.Length;
            return DepthDiff.Of(Btc, previous + 3, LastId, previous, Levels(changes, true), Levels(changes, false));
        }

        public OrderBook Snapshot() => new(Btc, LastId, default,
            [.. _bids.Reverse().Select(l => new BookLevel(l.Key, l.Value))], [.. _asks.Select(l => new BookLevel(l.Key, l.Value))]);

        public string Best() => Text(Snapshot());

        // The exchange tells each level once, as it is in the end.
        private static BookLevel[] Levels((bool IsBid, int Price, int Quantity)[] changes, bool bids) =>
            [.. changes.Where(c => c.IsBid == bids).GroupBy(c => c.Price).Select(g => new BookLevel(g.Key, g.Last().Quantity))];
    }
}
