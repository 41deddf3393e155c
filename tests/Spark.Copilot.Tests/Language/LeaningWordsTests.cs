namespace Spark.Copilot.Tests.Language;

/// <summary>Words that lean on what was said before them, names of two words, and slips of one letter: each stands alone, where a set of thousands would hide one that broke.</summary>
public sealed class LeaningWordsTests
{
    [Theory]
    [InlineData("close eth but first cancel its orders", "/futures/order.cancelAll symbol=ETHUSDT + /futures/position.close symbol=ETHUSDT")]
    [InlineData("close eth but first cancel all my orders", "/futures/order.cancelAll + /futures/position.close symbol=ETHUSDT")]
    [InlineData("avax emirlerini iptal et ama önce avax pozisyonumu göster", "/futures/positions symbol=AVAXUSDT + /futures/order.cancelAll symbol=AVAXUSDT")]
    public void What_comes_first_is_moved_ahead_and_is_no_wider_than_it_was_said(string message, string told) => Assert.Equal(told, Told.Of([message]));

    [Theory]
    [InlineData("close my bitcoin cash position", "/futures/position.close symbol=BCHUSDT")]
    [InlineData("ethereum classic'i kapat", "/futures/position.close symbol=ETCUSDT")]
    [InlineData("show me the graph of btc", "/futures/ticker symbol=BTCUSDT")]
    public void A_coin_of_two_words_is_not_the_coin_of_its_first(string message, string told) => Assert.Equal(told, Told.Of([message]));

    [Theory]
    [InlineData("how do I bake bread")]
    [InlineData("pozisyonun hepsinin yarısını kapat")]
    [InlineData("emirlerimi silmeyi düşünüyorum")]
    public void A_slip_a_doubt_or_a_thought_opens_no_brake_and_closes_nothing(string message)
    {
        Assert.DoesNotContain("circuit-breaker", Told.Of([message]), StringComparison.Ordinal);
        Assert.DoesNotContain("position.close", Told.Of([message]), StringComparison.Ordinal);
        Assert.DoesNotContain("order.cancel", Told.Of([message]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_live_order_run_as_a_canary_is_simulated() => Assert.Equal(
        "/canary/run scope=futures-testnet symbol=ETHUSDT side=BUY type=MARKET quantity=0.1", Told.Of(["buy 0.1 eth live", "run it as a canary"]).Replace(" dry", "", StringComparison.Ordinal));

    [Fact]
    public void A_limit_said_of_an_order_with_a_trigger_is_its_price() =>
        Assert.Contains("type=STOP ", Told.Of(["2 sol için stop limit satış, tetik 139", "limit 138,6 olsun"]), StringComparison.Ordinal);
}
