using System.Text;
using Spark.Simulator.Hosting;

namespace Spark.Simulator.Tests.Hosting;

public sealed class ControlTests
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:4001")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "evil.example")]
    public async Task A_web_page_of_another_origin_gets_nothing(string header, string value)
    {
        await using var x = await TestExchange.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/sim/status");
        request.Headers.Add(header, value);
        var answer = await x.SendAsync(request);
        Assert.Equal((403, "OriginNotAllowed"), (answer.Status, answer.Json.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Its_own_origin_and_no_origin_are_allowed()
    {
        await using var x = await TestExchange.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/sim/status");
        request.Headers.Add("Origin", x.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(200, (await x.SendAsync(request)).Status);
        Assert.Equal(200, (await x.GetAsync("/sim/status")).Status);
    }

    [Fact]
    public async Task An_account_is_opened_once_and_its_secret_is_never_shown()
    {
        await using var x = await TestExchange.StartAsync();
        Assert.Equal(200, (await PostAsync(x, "/sim/accounts", """{"apiKey":"mine","apiSecret":"hush","balance":123.5}""")).Status);
        Assert.Equal(409, (await PostAsync(x, "/sim/accounts", """{"apiKey":"mine","apiSecret":"other"}""")).Status);
        var status = await x.GetAsync("/sim/status");
        Assert.DoesNotContain("hush", status.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sim-secret", status.Text, StringComparison.Ordinal);
        Assert.Equal("123.50000000", (await x.SignedAsync(HttpMethod.Get, "/fapi/v2/balance", key: "mine", secret: "hush")).Json[0].GetProperty("balance").GetString());
    }

    [Fact]
    public async Task A_price_is_moved_by_hand()
    {
        await using var x = await TestExchange.StartAsync();
        Assert.Equal(200, (await PostAsync(x, "/sim/price", """{"symbol":"BTCUSDT","price":61234.5}""")).Status);
        var ticker = (await x.GetAsync("/fapi/v2/ticker/price?symbol=BTCUSDT")).Json;
        Assert.InRange(decimal.Parse(ticker.GetProperty("price").GetString()!, System.Globalization.CultureInfo.InvariantCulture), 61_200, 61_270);
    }

    [Theory]
    [InlineData("/sim/price", """{"symbol":"NOPE","price":1}""", "NOPE")]
    [InlineData("/sim/price", """{"symbol":"BTCUSDT","price":-1}""", "-1")]
    [InlineData("/sim/price", """{"symbol":"BTCUSDT","price":60000,"sped":1}""", "sped")]
    [InlineData("/sim/accounts", """{"apiKey":"has space","apiSecret":"x"}""", "has space")]
    [InlineData("/sim/faults", """{"name":"earthquake"}""", "earthquake")]
    [InlineData("/sim/faults", """{"name":"latency"}""", "ms")]
    [InlineData("/sim/faults", """{"name":"errorByRoute","count":0}""", "count")]
    public async Task A_bad_request_is_told_what_is_wrong_with_it(string path, string body, string named)
    {
        await using var x = await TestExchange.StartAsync();
        var answer = await PostAsync(x, path, body);
        Assert.Equal((400, "InvalidParams"), (answer.Status, answer.Json.GetProperty("error").GetString()));
        Assert.Contains(named, answer.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:4002")]
    [InlineData("http://192.168.1.5:4002")]
    [InlineData("https://localhost:4002")]
    [InlineData("localhost:4002")]
    public void Listening_beyond_loopback_is_refused(string urls)
    {
        var refused = Assert.Throws<SettingsException>(() => SimulatorEnvironment.Read(name => name == "SPARK_SIMULATOR_URLS" ? urls : null));
        Assert.Contains($"SPARK_SIMULATOR_URLS is '{urls}'", refused.Message, StringComparison.Ordinal);
    }

    internal static Task<Answer> PostAsync(TestExchange x, string path, string body) =>
        x.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
}
