using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Spark.Simulator.Hosting.Rest;

namespace Spark.Simulator.Tests.Hosting;

public sealed class DoorTests
{
    private const string Secret = "2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9";

    [Theory]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC&recvWindow=5000&timestamp=1591702613943", "",
        "3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC", "quantity=1&price=9000&recvWindow=5000&timestamp=1591702613943",
        "30baaf0fab549bbeda7f5ef201898b34122da25fd23c646cac2c529aebe670a4")]
    [InlineData("symbol=%E6%B5%8B%E8%AF%95USDT&side=BUY&type=MARKET&quantity=1&timestamp=1591702613943", "",
        "221eaf10288183d886183225a23c799512ab6f0aa6bc7459433340b57ed7566a")]
    public void The_signed_text_is_query_and_body_as_received_without_the_signature(string query, string body, string signature)
    {
        var signed = body.Length > 0 ? new Parameters(query, $"{body}&signature={signature}") : new Parameters($"{query}&signature={signature}", "");
        Assert.Equal(signature, TestExchange.Sign(Secret, signed.SignedText));
    }

    [Fact]
    public async Task Keys_signatures_and_times_are_refused_with_the_exchanges_codes()
    {
        await using var x = await TestExchange.StartAsync();
        const string Path = "/fapi/v2/balance";
        Assert.Equal((401, -2014), Of(await x.GetAsync($"{Path}?timestamp={x.Now}&signature=00")));
        Assert.Equal((401, -2015), Of(await x.SignedAsync(HttpMethod.Get, Path, key: "nobody")));
        Assert.Equal((400, -1022), Of(await x.SignedAsync(HttpMethod.Get, Path, secret: "wrong")));
        Assert.Equal((400, -1021), Of(await x.SignedTextAsync(HttpMethod.Get, Path, $"timestamp={x.Now - 5001}")));
        Assert.Equal((400, -1021), Of(await x.SignedTextAsync(HttpMethod.Get, Path, $"timestamp={x.Now + 1000}")));
        Assert.Equal((400, -1102), Of(await x.SignedTextAsync(HttpMethod.Get, Path, "recvWindow=5000")));
        Assert.Equal(200, (await x.SignedTextAsync(HttpMethod.Get, Path, $"timestamp={x.Now - 5000}")).Status);
        Assert.Equal(200, (await x.SignedTextAsync(HttpMethod.Get, Path, $"recvWindow=60000&timestamp={x.Now - 50_000}")).Status);
        Assert.Equal(200, (await x.SignedTextAsync(HttpMethod.Get, Path, $"timestamp={x.Now + 999}")).Status);
    }

    [Fact]
    public async Task Parameters_may_come_in_query_and_body_and_the_query_wins()
    {
        await using var x = await TestExchange.StartAsync();
        const string Query = "symbol=BTCUSDT&side=BUY&type=MARKET";
        var body = string.Create(CultureInfo.InvariantCulture, $"side=SELL&quantity=0.01&timestamp={x.Now}");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/fapi/v1/order?{Query}")
        {
            Content = new StringContent($"{body}&signature={TestExchange.Sign("sim-secret", Query + body)}", Encoding.UTF8,
                new MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };
        request.Headers.Add("X-MBX-APIKEY", "sim-key");
        var answer = await x.SendAsync(request);
        Assert.Equal(200, answer.Status);
        Assert.Equal("BUY", answer.Json.GetProperty("side").GetString());
    }

    [Fact]
    public async Task Weight_and_orders_are_counted_and_limited()
    {
        await using var x = await TestExchange.StartAsync(change: s => s with { WeightPerMinute = 20, OrdersPerTenSeconds = 2 });
        const string Order = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001";
        var first = await x.OrderAsync(Order);
        Assert.Equal("1", Assert.Single(first.Headers.GetValues("X-MBX-ORDER-COUNT-10S")));
        Assert.Equal("1", Assert.Single(first.Headers.GetValues("X-MBX-ORDER-COUNT-1M")));
        await x.OrderAsync(Order);
        Assert.Equal((429, -1015), Of(await x.OrderAsync(Order)));
        x.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (await x.OrderAsync(Order)).Status);
        await x.GetAsync("/fapi/v1/depth?symbol=BTCUSDT");
        Assert.Equal("20", Assert.Single((await x.GetAsync("/fapi/v1/depth?symbol=BTCUSDT")).Headers.GetValues("X-MBX-USED-WEIGHT-1M")));
        var tooMuch = await x.GetAsync("/fapi/v1/ping");
        Assert.Equal((429, -1003), Of(tooMuch));
        Assert.NotNull(tooMuch.Headers.RetryAfter);
        x.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await x.GetAsync("/fapi/v1/ping")).Status);
    }

    private static (int, int) Of(Answer answer) => (answer.Status, answer.Code);
}
