using System.Text;
using Spark.Binance.Streams.Market;
using Spark.Binance.Tests.Fixtures;
using Spark.Binance.Tests.Servers;
using Spark.Domain.Markets;

namespace Spark.Binance.Tests.Streams;

public sealed class MarketMessageReaderTests
{
    private const string Trade = """{"e":"trade","E":1591261134288,"T":1591261134199,"s":"BTCUSDT","t":606073,"p":"9643.5","q":"2","X":"MARKET","m":false}""";

    private readonly RecordingSink _sink = new();
    private readonly MarketMessageReader _reader;

    public MarketMessageReaderTests()
    {
        var symbols = new SymbolTable();
        symbols.Add([Symbol.Parse("BTCUSDT"), Symbol.Parse("测试USDT")]);
        _reader = new MarketMessageReader(symbols, _sink);
    }

    [Theory]
    [InlineData(Trade, "trade BTCUSDT 9643.5x2 #606073 False 1591261134288")]
    [InlineData("""{"stream":"btcusdt@trade","data":{"m":true,"q":"2","p":9643.5,"t":"7","s":"BTCUSDT","new":{"a":[1]},"E":5,"e":"trade"}}""", "trade BTCUSDT 9643.5x2 #7 True 5")]
    [InlineData("""{"e":"trade","E":5,"T":1,"s":"\u6d4b\u8bd5USDT","t":1,"p":"1","q":"2","m":false}""", "trade 测试USDT 1x2 #1 False 5")]
    [InlineData("""{"e":"trade","E":5,"T":1,"s":"ETHUSDT","t":1,"p":"1","q":"2","m":false}""", "ignored UnknownSymbol")]
    [InlineData("""{"e":"trade","E":5,"T":1,"s":"BTCUSDT","t":1,"p":"0","q":"0.000","X":"NA","m":false}""", "ignored SpentTradeId")]
    [InlineData("""{"e":"24hrTicker","E":5,"s":"BTCUSDT","P":"1","c":"1","v":"1","st":2}""", "ignored OtherProduct")]
    [InlineData("""{"e":"forceOrder","E":5,"s":"BTCUSDT"}""", "ignored UnknownEvent")]
    [InlineData("""{"stream":"!ticker@arr","data":[]}""", "ignored UnknownEvent")]
    [InlineData("""{"e":"trade","E":5,"T":1,"s":"BTCUSDT","t":1,"p":"1","m":false}""", "error a trade lacks 'q'")]
    [InlineData("""{"e":"trade","E":5,"T":1,"t":1,"p":"1","q":"1","m":false}""", "error an event lacks 's'")]
    [InlineData("""{"e":"trade","E":5,"T":1,"s":"BTCUSDT","t":1,"p":"one","q":"1","m":false}""", "error the message is not what its stream promises")]
    [InlineData("""{"e":"trade","E":5,"T":1,"s":"BTCUSDT","t":1,"p":"1","q":"1","m":"no"}""", "error the message is not what its stream promises")]
    [InlineData("""{"e":"depthUpdate","E":5,"s":"BTCUSDT","b":[["1"]],"a":[]}""", "error the message is not what its stream promises")]
    [InlineData("""{"e":"trade","E":5""", "error the message is not what its stream promises")]
    [InlineData("<html>", "error the message is not what its stream promises")]
    [InlineData("[]", "error the message is not an object")]
    public void A_message_becomes_a_tick_or_says_why_not(string json, string seen)
    {
        _reader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(seen, _sink.Next);
    }

    [Theory]
    [InlineData("nautilus.depth-update.json", "depth BTCUSDT 5/5 7403.89x0.002 7407.20x0.175 u390497878")]
    [InlineData("nautilus-rs.ticker.json", "ticker BTCUSDT 16584.60000000 -0.786 16764.89000000 16456.51000000 122474.816")]
    [InlineData("mark-price.json", "mark BTCUSDT 11794.15000000 11784.62659091 0.00038167 1562306400000")]
    [InlineData("nautilus-rs.mark-price.json", "mark BTCUSDT 11794.15000000 11784.62659091 0.00038167 1562306400000")]
    public void Published_messages_are_read(string file, string seen)
    {
        _reader.Read(Fixture.Stream(file));
        Assert.Equal(seen, _sink.Next);
    }

    [Theory]
    [InlineData("""{"result":null,"id":1}""")]
    [InlineData("""{"id":1,"result":null}""")]
    [InlineData("""{"error":{"code":2,"msg":"bad"},"id":9}""")]
    [InlineData("""{"code":2,"msg":"bad"}""")]
    public void An_answer_to_a_subscription_is_not_an_event(string json)
    {
        Assert.Equal(MarketMessage.Control, _reader.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Null(_sink.Next);
    }

    [Fact]
    public void Reading_makes_no_garbage()
    {
        byte[][] messages =
        [
            Encoding.UTF8.GetBytes($$"""{"stream":"btcusdt@trade","data":{{Trade}}}"""),
            Encoding.UTF8.GetBytes("""{"stream":"btcusdt@depth5@100ms","data":{"e":"depthUpdate","E":1571889248277,"T":1571889248276,"s":"BTCUSDT","ps":"BTCUSDT","U":390497796,"u":390497878,"pu":390497794,"b":[["7403.89","0.002"],["7403.88","1"],["7403.87","2"],["7403.86","2"],["7403.85","9"]],"a":[["7405.96","3.340"],["7405.97","3"]],"st":1}}"""),
            Encoding.UTF8.GetBytes("""{"stream":"btcusdt@ticker","data":{"e":"24hrTicker","E":1571889248277,"s":"BTCUSDT","p":"0.0015","P":"250.00","w":"0.0018","c":"0.0025","Q":"10","o":"0.0010","h":"0.0025","l":"0.0010","v":"10000","q":"18","O":0,"C":1571889248276,"F":0,"L":18150,"n":18151,"ps":"BTCUSDT","st":1}}"""),
            Encoding.UTF8.GetBytes("""{"stream":"btcusdt@markPrice@1s","data":{"e":"markPriceUpdate","E":1562305380000,"s":"BTCUSDT","p":"11794.15","ap":"11794.10","i":"11784.62","P":"11784.25","r":"0.00038167","T":1562306400000,"st":1}}"""),
        ];
        var symbols = new SymbolTable();
        symbols.Add([Symbol.Parse("BTCUSDT")]);
        var counter = new CountingSink();
        var reader = new MarketMessageReader(symbols, counter);
        foreach (var message in messages) reader.Read(message);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            foreach (var message in messages) reader.Read(message);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(4004, counter.Ticks);
    }

    private sealed class CountingSink : IMarketSink
    {
        public int Ticks { get; private set; }

        public void OnTrade(in TradeTick tick) => Ticks++;

        public void OnDepth(in DepthTick tick) => Ticks += tick.Bids.Length == 5 ? 1 : 0;

        public void OnTicker(in TickerTick tick) => Ticks++;

        public void OnMarkPrice(in MarkPriceTick tick) => Ticks++;

        public void OnIgnored(IgnoredMessage why)
        {
        }

        public void OnError(string why)
        {
        }
    }
}
