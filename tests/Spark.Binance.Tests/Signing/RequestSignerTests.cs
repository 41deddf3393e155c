using System.Text;
using Spark.Binance.Signing;
using Spark.Binance.Tests.Servers;

namespace Spark.Binance.Tests.Signing;

public sealed class RequestSignerTests
{
    private static readonly RequestSigner Signer = new(RestScenario.Secret);

    [Theory]
    [InlineData(
        "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC&recvWindow=5000&timestamp=1591702613943",
        "3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9")]
    [InlineData(
        "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTCquantity=1&price=9000&recvWindow=5000&timestamp=1591702613943",
        "30baaf0fab549bbeda7f5ef201898b34122da25fd23c646cac2c529aebe670a4")]
    [InlineData(
        "symbol=%E6%B5%8B%E8%AF%95USDT&side=BUY&type=MARKET&quantity=1&timestamp=1591702613943",
        "221eaf10288183d886183225a23c799512ab6f0aa6bc7459433340b57ed7566a")]
    public void The_published_signatures_come_out(string totalParams, string signature) => Assert.Equal(signature, Signer.Sign(totalParams));

    [Fact]
    public void Values_are_encoded_before_they_are_signed()
    {
        var query = new RequestQuery().Add("symbol", "测试USDT").Add("side", "BUY").Add("type", "MARKET").Add("quantity", 1m).Add("timestamp", 1591702613943);

        Assert.Equal(
            "symbol=%E6%B5%8B%E8%AF%95USDT&side=BUY&type=MARKET&quantity=1&timestamp=1591702613943&signature=221eaf10288183d886183225a23c799512ab6f0aa6bc7459433340b57ed7566a",
            query.Sign(Signer).ToQuery());
    }

    [Theory]
    [InlineData("a.A-Z:/a_~ +&=%ü", "a.A-Z%3A%2Fa_~%20%2B%26%3D%25%C3%BC")]
    public void Everything_but_the_unreserved_is_percent_encoded(string value, string encoded) =>
        Assert.Equal("v=" + encoded, new RequestQuery().Add("v", value).ToQuery());

    [Fact]
    public void Signing_makes_no_garbage()
    {
        var text = Encoding.ASCII.GetBytes("symbol=BTCUSDT&timestamp=1591702613943");
        var hex = new byte[RequestSigner.SignatureLength];
        Signer.Sign(text, hex);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++) Signer.Sign(text, hex);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Credentials_never_show_themselves()
    {
        var credentials = new BinanceCredentials(RestScenario.Key, RestScenario.Secret);

        Assert.DoesNotContain(RestScenario.Secret, $"{credentials}", StringComparison.Ordinal);
        Assert.DoesNotContain(RestScenario.Secret, System.Text.Json.JsonSerializer.Serialize(credentials), StringComparison.Ordinal);
    }
}
