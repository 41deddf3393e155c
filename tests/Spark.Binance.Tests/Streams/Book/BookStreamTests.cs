using Spark.Binance.Clock;
using Spark.Binance.Rest;
using Spark.Binance.Streams.Market.Book;
using Spark.Binance.Tests.Servers;
using Spark.Domain.Markets;

namespace Spark.Binance.Tests.Streams.Book;

public sealed class BookStreamTests
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gap_voids_the_book_and_a_new_snapshot_brings_it_back()
    {
        await using var streams = await StreamExchange.StartAsync(Ct);
        var snapshots = new Queue<string>(["""{"lastUpdateId":10,"E":1,"T":1,"bids":[["100","1"]],"asks":[["101","1"]]}""", """{"lastUpdateId":40,"E":1,"T":1,"bids":[["99","7"]],"asks":[["102","7"]]}"""]);
        var asked = new SemaphoreSlim(0);
        var answers = new SemaphoreSlim(0);
        await using var rest = new ScriptedServer(_ =>
        {
            asked.Release();
            answers.Wait(TimeSpan.FromSeconds(10), Ct);
            return Answer.Json(snapshots.Count > 1 ? snapshots.Dequeue() : snapshots.Peek());
        });
        using var http = BinanceHttp.CreateClient();
        using var client = new BinanceRestClient(
            http, new BinanceEndpoints(rest.Address, rest.Address), null, new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1));
        using var logs = new RecordingLogs();
        await using var book = new BookStream(Btc, client, streams.Endpoints, new RecordingObserver(), TimeProvider.System, new Random(1), logs);
        var peer = await streams.NextPeerAsync("/public", Ct);

        Assert.Equal(["btcusdt@depth@100ms"], peer.Streams);
        await asked.WaitAsync(Ct);
        Assert.Null(book.Read(5));
        answers.Release();
        await book.WhenLiveAsync(Ct);
        await peer.SendAsync(Diff(9, 12, 8, """["100","3"]"""));
        await UntilAsync(() => book.Read(5) is { LastUpdateId: 12 });
        Assert.Equal(new BookLevel(100, 3), book.Read(5)!.Bids[0]);

        await peer.SendAsync(Diff(30, 39, 25, """["100","4"]"""));
        await asked.WaitAsync(Ct);
        Assert.Null(book.Read(5));
        answers.Release();
        await book.WhenLiveAsync(Ct);

        Assert.Equal((40, new BookLevel(99, 7)), (book.Read(5)!.LastUpdateId, book.Read(5)!.Bids[0]));
        Assert.Contains(logs.Lines, l => l.Line.Contains("has a gap", StringComparison.Ordinal));
    }

    private static string Diff(long first, long last, long previous, string bid) =>
        $$$"""{"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":5,"T":4,"s":"BTCUSDT","U":{{{first}}},"u":{{{last}}},"pu":{{{previous}}},"b":[{{{bid}}}],"a":[]}}""";

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Ct);
    }
}
