namespace Spark.Copilot.Tests.Language;

public sealed class OrderSentencesTests
{
    private const string Place = "/futures/order.place ";

    [Theory]
    [InlineData("buy 0.004 btc", "symbol=BTCUSDT side=BUY type=MARKET quantity=0.004 dry")]
    [InlineData("Could you please sell two and a half solana at the market?", "symbol=SOLUSDT side=SELL type=MARKET quantity=2.5 dry")]
    [InlineData("I want to go long on ethereum with 80 dollars", "symbol=ETHUSDT side=BUY type=MARKET notional=80 dry")]
    [InlineData("sell 1e-3 btc at 70k post only", "symbol=BTCUSDT side=SELL type=LIMIT quantity=0.001 price=70000 timeInForce=GTX dry")]
    [InlineData("short 300 ADAUSDT", "symbol=ADAUSDT side=SELL type=MARKET quantity=300 dry")]
    [InlineData("LIMIT BUY 0.5 LTC @ 92.40", "symbol=LTCUSDT side=BUY type=LIMIT quantity=0.5 price=92.4 dry")]
    [InlineData("sell 0.02 BNB on testnet now", "symbol=BNBUSDT side=SELL type=MARKET quantity=0.02 live")]
    [InlineData("buy 0.01 eth but not for real", "symbol=ETHUSDT side=BUY type=MARKET quantity=0.01 dry")]
    [InlineData("stop loss: sell 0.002 btc if it falls below 61,500", "symbol=BTCUSDT side=SELL type=STOP_MARKET quantity=0.002 stopPrice=61500 dry")]
    [InlineData("yirmi beş dolarlık doge alır mısın", "symbol=DOGEUSDT side=BUY type=MARKET notional=25 dry")]
    [InlineData("binde bir BTC sat", "symbol=BTCUSDT side=SELL type=MARKET quantity=0.001 dry")]
    [InlineData("65 bin dolardan 0,001 btc al", "symbol=BTCUSDT side=BUY type=LIMIT quantity=0.001 price=65000 dry")]
    [InlineData("0.02 BNB SATIŞI YAP TESTNETTE DEĞİL SİMÜLASYONDA", "symbol=BNBUSDT side=SELL type=MARKET quantity=0.02 dry")]
    [InlineData("1.500 xrp al", "symbol=XRPUSDT side=BUY type=MARKET quantity=1500 dry")]
    [InlineData("gerçekten 0,03 eth al, piyasadan", "symbol=ETHUSDT side=BUY type=MARKET quantity=0.03 live")]
    public void One_order(string sentence, string order) => Assert.Equal(Place + order, Told.Of(sentence));

    [Theory]
    [InlineData("kanarya: 40 usdt'lik SOL satışı", "/canary/run scope=futures-testnet symbol=SOLUSDT side=SELL type=MARKET notional=40")]
    [InlineData("run a canary buying 0.002 btc", "/canary/run scope=futures-testnet symbol=BTCUSDT side=BUY type=MARKET quantity=0.002")]
    public void A_canary_is_run_only_when_it_is_called_one(string sentence, string told) => Assert.Equal(told, Told.Of(sentence));

    [Theory]
    [InlineData("BTC ve ETH akışlarını başlat, sonra 0,001 BTC al, önce simüle et")]
    [InlineData("start BTC and ETH streams, then simulate buying 0.001 BTC")]
    public void Two_wishes_in_one_sentence(string sentence) => Assert.Equal(
        "/futures/ws.start symbols=BTCUSDT,ETHUSDT + /futures/order.place symbol=BTCUSDT side=BUY type=MARKET quantity=0.001 dry", Told.Of(sentence));

    [Fact]
    public void For_real_holds_for_the_order_that_it_is_said_of() => Assert.Equal(
        Place + "symbol=BTCUSDT side=BUY type=MARKET quantity=0.002 dry + " + Place + "symbol=ETHUSDT side=SELL type=MARKET quantity=0.05 live",
        Told.Of("buy 0.002 btc then sell 0.05 eth for real"));

    [Fact]
    public void One_verb_serves_two_coins() => Assert.Equal(
        Place + "symbol=BTCUSDT side=BUY type=MARKET quantity=0.002 dry + " + Place + "symbol=ETHUSDT side=BUY type=MARKET quantity=0.05 dry",
        Told.Of("buy 0.002 btc and 0.05 eth"));

    [Theory]
    [InlineData("sell half my btc", "ask quantity")]
    [InlineData("put a stop loss on btc at 60000", "ask side quantity")]
    [InlineData("eth al", "ask quantity")]
    [InlineData("0,2 al", "ask symbol")]
    public void What_is_missing_is_asked_for(string sentence, string told) => Assert.Equal(told, Told.Of(sentence));

    [Fact]
    public void A_size_that_may_be_read_two_ways_is_asked_for_when_only_one_of_them_passes_the_limit()
    {
        var limits = new Copilot.Language.PositionLimits(0.1m, new Dictionary<string, decimal> { ["SOLUSDT"] = 5 });
        var reader = new Copilot.Language.MessageReader(Agent.Loaded.Prompts.Lexicon, limits);
        Assert.Equal("ask quantity", Told.Of(reader, "1.500 sol al"));
        Assert.Equal(Place + "symbol=SOLUSDT side=BUY type=MARKET quantity=1.5 dry", Told.Of(reader, "1,5 sol al"));
    }
}
