using System.Text;
using System.Text.Json;
using Spark.Binance.Reports;
using Spark.Binance.Streams.Market;
using Spark.Binance.Streams.Market.Book;
using Spark.Binance.Tests.Fixtures;
using Spark.Binance.Wire;
using Spark.Domain.Markets;

namespace Spark.Binance.Tests.Streams.Book;

public sealed class DepthDiffReaderTests
{
    private readonly SymbolTable _symbols = new();
    private readonly DepthDiff _diff = new();

    public DepthDiffReaderTests() => _symbols.Add([Symbol.Parse("BTCUSDT"), Symbol.Parse("AKROUSDT"), Symbol.Parse("KEEPUSDT")]);

    [Fact]
    public void A_difference_is_read_with_its_chain()
    {
        Assert.Null(new DepthDiffReader(_symbols).Read(Fixture.Stream("nautilus.depth-diff-update.json"), _diff));

        Assert.Equal((157L, 160L, 149L), (_diff.FirstUpdateId, _diff.LastUpdateId, _diff.PreviousUpdateId));
        Assert.Equal(new BookLevel(0.0024m, 10), _diff.Bids[0]);
        Assert.Equal(new BookLevel(0.0026m, 100), _diff.Asks[0]);
    }

    [Theory]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":1,"u":2,"b":[],"a":[]}""", "'pu' is missing")]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","u":2,"pu":0,"b":[],"a":[]}""", "'U' is missing")]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":1,"u":2,"pu":0,"b":[]}""", "'a' is missing")]
    [InlineData("""{"e":"depthUpdate","s":"XYZUSDT","U":1,"u":2,"pu":0,"b":[],"a":[]}""", "'s' is no symbol that was asked for")]
    [InlineData("""{"e":"trade","s":"BTCUSDT","U":1,"u":2,"pu":0,"b":[],"a":[]}""", "'e' is not depthUpdate")]
    [InlineData("""{"stream":"x","data":[]}""", "'data' is not an object")]
    [InlineData("""{"e":"depthUpdate","s":"BTCUSDT","U":1,"u":"x","pu":0}""", "the message is not what its stream promises")]
    public void What_is_missing_is_named(string message, string why) =>
        Assert.Equal(why, new DepthDiffReader(_symbols).Read(Encoding.UTF8.GetBytes(message), _diff));

    [Theory]
    [InlineData("local-book-akrousdt.json")]
    [InlineData("local-book-keepusdt.json")]
    public void A_recorded_book_comes_out_as_it_was(string file)
    {
        using var recording = Fixture.Sequence(file);
        var symbol = Symbol.Parse(recording.RootElement.GetProperty("request").GetProperty("query").GetProperty("symbol").GetString()!);
        var book = new LocalBook(symbol);
        var reader = new DepthDiffReader(_symbols);
        var snapshot = recording.RootElement.GetProperty("response").Deserialize(BinanceJson.Default.OrderBookWire)!;
        var isLoaded = false;
        foreach (var message in recording.RootElement.GetProperty("messages").EnumerateArray())
        {
            Assert.Null(reader.Read(JsonSerializer.SerializeToUtf8Bytes(message), _diff));
            // The snapshot is asked for while differences already wait.
            if (!isLoaded && _diff.LastUpdateId > snapshot.LastUpdateId)
            {
                Assert.True(book.Load(new OrderBook(symbol, snapshot.LastUpdateId, default,
                    [.. snapshot.Bids.Select(l => new BookLevel(l.Price, l.Quantity))], [.. snapshot.Asks.Select(l => new BookLevel(l.Price, l.Quantity))])));
                isLoaded = true;
            }
            Assert.NotEqual(BookStep.Gap, book.Apply(_diff));
        }
        Assert.True(book.IsLive);
        var best = book.Snapshot(10, default);
        var expected = recording.RootElement.GetProperty("expected");
        Assert.Equal(Levels(expected.GetProperty("bids")), best.Bids);
        Assert.Equal(Levels(expected.GetProperty("asks")), best.Asks);
    }

    [Fact]
    public void A_difference_is_read_without_garbage()
    {
        var message = Encoding.UTF8.GetBytes("""{"stream":"btcusdt@depth","data":{"e":"depthUpdate","E":5,"T":4,"s":"BTCUSDT","U":1,"u":2,"pu":0,"b":[["1.10","3"],["1.00","0"]],"a":[["1.20","5.5"]]}}""");
        var reader = new DepthDiffReader(_symbols);
        for (var i = 0; i < 100; i++) reader.Read(message, _diff);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) reader.Read(message, _diff);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static IEnumerable<BookLevel> Levels(JsonElement rows) => rows.EnumerateArray().Select(row => new BookLevel(
        decimal.Parse(row[0].GetString()!, System.Globalization.CultureInfo.InvariantCulture),
        decimal.Parse(row[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture)));
}
