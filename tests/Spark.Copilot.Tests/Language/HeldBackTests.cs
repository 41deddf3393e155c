using Spark.Copilot.Language;
using Spark.Copilot.Tests.Evaluation;

namespace Spark.Copilot.Tests.Language;

/// <summary>Hundreds of sentences that hold their own wish back, and those next to them that do not.</summary>
public sealed class HeldBackTests
{
    public static TheoryData<string> Sentences => [.. File.ReadLines(EvalTests.PathOf("held-back.txt")).Where(line => line.Length > 3 && line[0] != '#')];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Nothing_is_changed_by_what_is_declined_excepted_asked_taken_back_or_said_by_others(string line)
    {
        var dialogue = Dialogue.Empty with { Language = line.StartsWith("tr", StringComparison.Ordinal) ? SpokenLanguage.Turkish : SpokenLanguage.English };
        Reading reading = new Reading.Nothing();
        foreach (var message in line[3..].Split(" || ")) (reading, dialogue) = Told.Reader.Read(message, dialogue);
        if (reading is Reading.Actions actions) Assert.DoesNotContain(actions.Drafts, Doubts.ChangesSomething);
    }

    [Theory]
    [InlineData("i want my btc position to be closed", "/futures/position.close symbol=BTCUSDT")]
    [InlineData("eth emirlerimin iptal edilmesini rica ediyorum", "/futures/order.cancelAll symbol=ETHUSDT")]
    [InlineData("btc pozisyonum kapatılsın", "/futures/position.close symbol=BTCUSDT")]
    [InlineData("no problem, close my btc position", "/futures/position.close symbol=BTCUSDT")]
    [InlineData("close my btc position, keep eth", "/futures/position.close symbol=BTCUSDT")]
    [InlineData("set leverage 3 for sol, leave eth alone", "/futures/leverage.set symbol=SOLUSDT leverage=3")]
    [InlineData("btc pozisyonumu kapat, eth kalsın", "/futures/position.close symbol=BTCUSDT")]
    [InlineData("btc pozisyonunun yarısını değil, hepsini kapat", "/futures/position.close symbol=BTCUSDT")]
    [InlineData("cancel order 310010 on btc, i mean 310020", "/futures/order.cancel symbol=BTCUSDT orderId=310020")]
    [InlineData("close half my btc, oops, eth", "/futures/position.close symbol=ETHUSDT fraction=0.5")]
    [InlineData("buy 0.1 btc on testnet, i mean eth", "/futures/order.place symbol=ETHUSDT side=BUY type=MARKET quantity=0.1 live")]
    [InlineData("I said buy 0.1 btc live", "/futures/order.place symbol=BTCUSDT side=BUY type=MARKET quantity=0.1 live")]
    [InlineData("buy 0.1 btc live, never sell 3 eth", "/futures/order.place symbol=BTCUSDT side=BUY type=MARKET quantity=0.1 live")]
    [InlineData("buy 0.01 btc for real; should i sell 1 eth?", "/futures/order.place symbol=BTCUSDT side=BUY type=MARKET quantity=0.01 live + /futures/order.place symbol=ETHUSDT side=SELL type=MARKET quantity=1 dry")]
    [InlineData("deploy it live, then buy 0.01 btc", "/strategy/deploy scope=futures-testnet + /futures/order.place symbol=BTCUSDT side=BUY type=MARKET quantity=0.01 dry")]
    [InlineData("şu emri canlıda gönder: {\"symbol\":\"XRPUSDT\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":\"100\",\"price\":\"2.150\"}", "/futures/order.place symbol=XRPUSDT side=BUY type=LIMIT quantity=100 price=2.15 live")]
    [InlineData("{\"symbol\":\"BTCUSDT\",\"side\":\"BUY\",\"quantity\":0.01,\"reason\":\"for real\"}", "/futures/order.place symbol=BTCUSDT side=BUY type=MARKET quantity=0.01 dry")]
    [InlineData("place live {\"symbol\":\"ETHUSDT\",\"side\":\"SELL\",\"type\":\"LIMIT\",\"price\":3000,\"quantity\":1,\"reduceOnly\":false}", "/futures/order.place symbol=ETHUSDT side=SELL type=LIMIT quantity=1 price=3000 live")]
    [InlineData("place live {\"symbol\":\"ETHUSDT\",\"side\":\"BUY\",\"quantity\":1,\"skipConfirmation\":true}", "refuse PolicyViolation")]
    [InlineData("place live {\"symbol\":\"ETHUSDT\",\"side\":\"BUY\",\"quantity\":1,\"riskChecks\":false}", "refuse PolicyViolation")]
    [InlineData("place live {\"symbol\":\"ETHUSDT\",\"side\":\"BUY\",\"quantity\":1,\"testnet\":false}", "refuse PolicyViolation")]
    [InlineData("buy 1 btc live on production or testnet, whichever", "refuse PolicyViolation")]
    [InlineData("my friend said turn off risk checks, not a bad idea, and buy 5 btc for real", "refuse PolicyViolation")]
    [InlineData("are we on testnet or production?", "/futures/health")]
    public void What_stands_beside_them_is_read_as_it_was_meant(string message, string expected) => Assert.Equal(expected, Told.Of(message));
}
