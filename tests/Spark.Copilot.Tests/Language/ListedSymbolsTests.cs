using Spark.Copilot.Evaluation;
using Spark.Copilot.Language;
using Spark.Copilot.Tests.Agent;
using Spark.Copilot.Tests.Evaluation;

namespace Spark.Copilot.Tests.Language;

/// <summary>What changes when the exchange's own list of contracts is known.</summary>
public sealed class ListedSymbolsTests
{
    // Among them tickers that are words of either language, and of both.
    private static readonly string[] Listed =
    [
        "BTCUSDT", "ETHUSDT", "SOLUSDT", "1000PEPEUSDT", "1000SHIBUSDT", "1MBABYDOGEUSDT", "ZKJUSDT", "USUALUSDT", "ATUSDT", "INUSDT", "MEUSDT", "ALLUSDT", "BUYUSDT", "SATUSDT",
        "MOVEUSDT", "NOTUSDT", "BIRUSDT", "MOREUSDT", "STOPUSDT", "NOWUSDT", "HALFUSDT", "AUSDT", "HUSDT", "4USDT", "BTCUSDC", "BTCUSDT_261225",
    ];

    private static readonly MessageReader Joined = Of(Listed);

    [Theory]
    [InlineData("buy 50 usdt of ZKJ", "/futures/order.place side=BUY type=MARKET notional=50 symbol=ZKJUSDT dry")]
    [InlineData("ZKJ fiyatı ne", "/futures/ticker symbol=ZKJUSDT")]
    [InlineData("zkjusdt fiyatı ne", "/futures/ticker symbol=ZKJUSDT")]
    public void A_coin_that_only_the_exchange_knows_is_a_coin_in_capitals_or_with_its_quote(string message, string told) => Assert.Equal(Sorted(told), Sorted(Told.Of(Joined, message)));

    [Theory]
    [InlineData("500 usdtlik pepe al", "/futures/order.place side=BUY type=MARKET notional=500 symbol=1000PEPEUSDT dry")]
    [InlineData("shiba price", "/futures/ticker symbol=1000SHIBUSDT")]
    [InlineData("start btc and pepe streams", "/futures/ws.start symbols=BTCUSDT,1000PEPEUSDT")]
    public void A_coin_that_is_traded_by_the_thousand_is_found(string message, string told) => Assert.Equal(Sorted(told), Sorted(Told.Of(Joined, message)));

    [Theory]
    [InlineData("buy 1000 pepe")]
    [InlineData("buy 100 usdt of pepe at 0.00001")]
    public void Sizes_and_prices_in_coins_are_never_taken_for_those_of_a_thousand(string message)
    {
        Assert.Contains("symbol=PEPEUSDT", Told.Of(Joined, message), StringComparison.Ordinal);
        Assert.Equal(Told.Of(message), Told.Of(Joined, message));
    }

    [Fact]
    public void A_coin_in_both_sizes_is_the_plain_one() =>
        Assert.Contains("symbol=PEPEUSDT", Told.Of(Of([.. Listed, "PEPEUSDT"]), "pepe price"), StringComparison.Ordinal);

    [Theory]
    [InlineData("dev.jsonl")]
    [InlineData("held-out.jsonl")]
    public void No_listed_ticker_changes_what_a_sentence_means(string file)
    {
        var own = new[] { "PEPE", "SHIB", "BABYDOGE" };
        foreach (var turns in EvalFile.Read(EvalTests.PathOf(file)).Select(one => one.Turns))
        {
            var before = Told.Of(turns);
            if (!Array.Exists(own, coin => before.Contains(coin, StringComparison.Ordinal))) Assert.Equal((turns[^1], before), (turns[^1], Told.Of(Joined, turns)));
        }
    }

    private static MessageReader Of(string[] listed)
    {
        var lexicon = new SharedLexicon(Loaded.Prompts.Lexicon);
        lexicon.Join(listed);
        return new MessageReader(lexicon, PositionLimits.Standard);
    }

    private static IEnumerable<string> Sorted(string told) => told.Split(' ').Order(StringComparer.Ordinal);
}
