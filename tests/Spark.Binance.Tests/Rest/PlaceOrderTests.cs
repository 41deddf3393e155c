using System.Net;
using System.Net.Sockets;
using Spark.Binance.Clock;
using Spark.Binance.Errors;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Signing;
using Spark.Binance.Tests.Servers;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Tests.Rest;

public sealed class PlaceOrderTests
{
    private const string Order = "/fapi/v1/order";

    private static readonly OrderRequest Request = OrderRequest.From(RestScenario.Limit());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Error(int code, string msg = "text") => $$"""{"code":{{code}},"msg":"{{msg}}"}""";

    [Fact]
    public async Task An_accepted_order_comes_back_as_the_exchange_tells_it()
    {
        await using var s = RestScenario.Always(Answer.Json(RestScenario.OrderJson()));

        var accepted = Assert.IsType<PlaceResult.Accepted>(await s.Client.PlaceOrderAsync(Request, Ct)).Order;

        Assert.Equal((22542179, OrderStatus.New, 60000m, null), (accepted.OrderId, accepted.Status, accepted.Price, accepted.AveragePrice));
        var sent = Assert.Single(s.Server.To("POST", Order));
        Assert.Equal(
            "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.001&price=60000&timeInForce=GTC&newClientOrderId=spk-0001&newOrderRespType=RESULT&recvWindow=3000&timestamp=1591702613943",
            sent.Signed);
        Assert.Equal(new RequestSigner(RestScenario.Secret).Sign(sent.Signed), sent.Signature);
        Assert.Equal(RestScenario.Key, sent.Headers["X-MBX-APIKEY"]);
    }

    [Fact]
    public async Task A_market_order_never_carries_a_price()
    {
        await using var s = RestScenario.Always(Answer.Json(RestScenario.OrderJson()));

        await s.Client.PlaceOrderAsync(OrderRequest.From(RestScenario.Limit() with { Type = OrderType.Market, ReduceOnly = true }), Ct);

        var sent = Assert.Single(s.Server.Received);
        Assert.Equal(("MARKET", null, null, "true"), (sent["type"], sent["price"], sent["timeInForce"], sent["reduceOnly"]));
    }

    [Fact]
    public async Task Letters_outside_ascii_are_signed_as_they_travel()
    {
        await using var s = RestScenario.Always(Answer.Json("{}", 500));

        await s.Client.PlaceOrderAsync(Request with { Symbol = Symbol.Parse("测试USDT") }, Ct);
        await s.DriveAsync(s.Client.OrderAsync(Symbol.Parse("测试USDT"), OrderKey.Of(ClientOrderId.Parse("a:b/c")), Ct));

        Assert.All(s.Server.Received, r => Assert.Equal(new RequestSigner(RestScenario.Secret).Sign(r.Signed), r.Signature));
        Assert.StartsWith("symbol=%E6%B5%8B%E8%AF%95USDT&origClientOrderId=a%3Ab%2Fc&", s.Server.Received[^1].Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, -2019, "Margin is insufficient.")]
    [InlineData(400, -4164, "Order's notional must be no smaller than 50")]
    [InlineData(400, -5022, "would take")]
    [InlineData(400, -5028, "outside recvWindow at the engine")]
    [InlineData(400, -98765, "a code of tomorrow")]
    [InlineData(401, -2015, "Invalid API-key")]
    [InlineData(429, -1003, "Too many requests")]
    [InlineData(429, -1015, "Too many new orders")]
    [InlineData(418, -1003, "Way too many requests")]
    [InlineData(503, -1008, "Request throttled by system-level protection")]
    [InlineData(503, 0, "Service Unavailable.")]
    [InlineData(503, -1000, "Internal error; unable to process your request. Please try again.")]
    public async Task A_sure_refusal_is_rejected(int status, int code, string msg)
    {
        await using var s = RestScenario.Always(Answer.Json(Error(code, msg), status));

        var rejected = Assert.IsType<PlaceResult.Rejected>(await s.Client.PlaceOrderAsync(Request, Ct));

        Assert.Equal((status, code, msg), (rejected.Error.HttpStatus, rejected.Error.Code, rejected.Error.Message));
        Assert.Single(s.Server.Received);
    }

    [Fact]
    public async Task A_bare_service_unavailable_is_a_sure_refusal()
    {
        await using var s = RestScenario.Always(Answer.Plain(503, "Service Unavailable."));
        Assert.IsType<PlaceResult.Rejected>(await s.Client.PlaceOrderAsync(Request, Ct));
    }

    [Theory]
    [InlineData(400, -1000)]
    [InlineData(400, -1001)]
    [InlineData(400, -1006)]
    [InlineData(400, -1007)]
    [InlineData(408, -1007)]
    [InlineData(408, -2019)]
    [InlineData(500, -1000)]
    [InlineData(503, -1001)]
    [InlineData(500, -2019)]
    [InlineData(502, -1008)]
    [InlineData(400, -4116)]
    [InlineData(400, 0)]
    [InlineData(400, 200)]
    public async Task What_the_exchange_does_not_call_a_failure_is_unknown_and_not_sent_again(int status, int code)
    {
        await using var s = RestScenario.Always(Answer.Json(Error(code), status));

        Assert.IsType<PlaceResult.Unknown>(await s.Client.PlaceOrderAsync(Request, Ct));
        Assert.Single(s.Server.Received);
    }

    public static TheoryData<string, object> Meaningless => new()
    {
        { "503 unknown error", Answer.Json("""{"code":-1000,"msg":"Unknown error, please check your request or try again later."}""", 503) },
        { "503 unknown error as text", Answer.Plain(503, "Unknown error, please check your request or try again later.") },
        { "503 HTML", Answer.Html(503) },
        { "502 HTML", Answer.Html(502) },
        { "403 HTML", Answer.Html(403) },
        { "400 HTML", Answer.Html(400) },
        { "504 empty", Answer.Plain(504, "") },
        { "200 HTML", Answer.Html(200) },
        { "200 empty", Answer.Plain(200, "") },
        { "200 null", Answer.Json("null") },
        { "200 error", Answer.Json("""{"code":-2019,"msg":"odd"}""") },
        { "200 half an order", Answer.Json("""{"orderId":1,"symbol":"BTCUSDT","status":"NEW"}""") },
        { "200 another order", Answer.Json(RestScenario.OrderJson("spk-other")) },
        { "202", Answer.Json(RestScenario.OrderJson(), 202) },
        { "302", Answer.Plain(302, "", "Location: /fapi/v1/elsewhere\r\n") },
        { "307", Answer.Plain(307, "", "Location: /fapi/v1/elsewhere\r\n") },
        { "cut", new Answer.Cut() },
        { "half an answer", new Answer.HalfAnswer("{\"orderId\":") },
    };

    [Theory, MemberData(nameof(Meaningless))]
    public async Task An_answer_without_meaning_is_unknown_and_not_sent_again(string name, object answer)
    {
        await using var s = RestScenario.Always((Answer)answer);

        var unknown = Assert.IsType<PlaceResult.Unknown>(await s.Client.PlaceOrderAsync(Request, Ct));

        Assert.True(unknown.Why.Length > 0, name);
        Assert.Equal(Order, Assert.Single(s.Server.Received).Path);
    }

    [Fact]
    public async Task A_kept_connection_that_dies_under_an_order_does_not_send_it_twice()
    {
        await using var s = RestScenario.Answering(r => r.Path == Order ? new Answer.Cut() : Answer.Json("{}"));
        Assert.IsType<ExchangeResult<Done>.Ok>(await s.Client.PingAsync(Ct));

        Assert.IsType<PlaceResult.Unknown>(await s.Client.PlaceOrderAsync(Request, Ct));

        Assert.Single(s.Server.To("POST", Order));
    }

    [Fact]
    public async Task Silence_is_unknown_after_the_timeout()
    {
        await using var s = RestScenario.Always(new Answer.Silence());

        var placing = s.Client.PlaceOrderAsync(Request, Ct);
        await s.Server.ArrivalAsync(Ct);
        Assert.False(placing.IsCompleted);
        s.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("no answer within 10 s", Assert.IsType<PlaceResult.Unknown>(await placing).Why);
        Assert.Single(s.Server.Received);
    }

    [Fact]
    public async Task A_deadline_that_served_an_order_before_still_ends_the_next()
    {
        var silent = false;
        await using var s = RestScenario.Answering(
            r => silent && r.Path == Order ? new Answer.Silence() : Answer.Json(r.Path == Order ? RestScenario.OrderJson() : "{}"),
            TimeProvider.System, new BinanceClientOptions { WriteTimeout = TimeSpan.FromSeconds(2) });
        Assert.IsType<ExchangeResult<Done>.Ok>(await s.Client.PingAsync(Ct));
        for (var i = 0; i < 3; i++) Assert.IsType<PlaceResult.Accepted>(await s.Client.PlaceOrderAsync(Request, Ct));
        silent = true;

        Assert.Equal("no answer within 2 s", Assert.IsType<PlaceResult.Unknown>(await s.Client.PlaceOrderAsync(Request, Ct)).Why);

        silent = false;
        Assert.IsType<PlaceResult.Accepted>(await s.Client.PlaceOrderAsync(Request, Ct));
    }

    [Fact]
    public async Task A_caller_that_gives_up_after_the_send_gets_unknown()
    {
        await using var s = RestScenario.Always(new Answer.Silence());
        using var patience = new CancellationTokenSource();

        var placing = s.Client.PlaceOrderAsync(Request, patience.Token);
        await s.Server.ArrivalAsync(Ct);
        await patience.CancelAsync();

        Assert.IsType<PlaceResult.Unknown>(await placing);
    }

    [Fact]
    public async Task A_refused_connection_is_not_sent()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var nobody = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        using var http = BinanceHttp.CreateClient();
        using var client = new BinanceRestClient(
            http, new BinanceEndpoints(nobody, nobody), new BinanceCredentials("k", "s"), new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1));

        var notSent = Assert.IsType<PlaceResult.NotSent>(await client.PlaceOrderAsync(Request, Ct));

        Assert.Contains("ConnectionRefused", notSent.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conditional_order_is_not_sent_to_the_endpoint_of_plain_orders()
    {
        await using var s = RestScenario.Always(Answer.Json(RestScenario.OrderJson()));

        Assert.IsType<PlaceResult.NotSent>(await s.Client.PlaceOrderAsync(Request with { Type = OrderType.StopMarket }, Ct));
        Assert.Empty(s.Server.Received);
    }

    [Fact]
    public async Task A_refused_timestamp_sets_the_clock_and_sends_once_more_with_a_new_date()
    {
        var orders = 0;
        await using var s = RestScenario.Answering(r => r.Path switch
        {
            Order when ++orders == 1 => Answer.Json(Error(-1021, "Timestamp for this request is outside of the recvWindow."), 400),
            Order => Answer.Json(RestScenario.OrderJson()),
            _ => Answer.Json("""{"serverTime":1591702700000}"""),
        });

        Assert.IsType<PlaceResult.Accepted>(await s.Client.PlaceOrderAsync(Request, Ct));

        Assert.Equal([Order, "/fapi/v1/time", Order], s.Server.Received.Select(r => r.Path));
        Assert.Equal(["1591702613943", "1591702700000"], s.Server.To("POST", Order).Select(r => r["timestamp"]));
    }

    // What was approved was approved at that moment: a breaker may have opened while the clock was being read.
    [Fact]
    public async Task A_refused_timestamp_is_the_answer_when_reading_the_clock_took_longer_than_the_order_is_good_for()
    {
        RestScenario? scenario = null;
        await using var s = scenario = RestScenario.Answering(r =>
        {
            if (r.Path == Order) return Answer.Json(Error(-1021), 400);
            scenario!.Time.Advance(TimeSpan.FromMilliseconds(3_001));
            return Answer.Json("""{"serverTime":1591702700000}""");
        });

        Assert.Equal(ExchangeErrorKind.InvalidTimestamp, Assert.IsType<PlaceResult.Rejected>(await s.Client.PlaceOrderAsync(Request, Ct)).Error.Kind);
        Assert.Equal([Order, "/fapi/v1/time"], s.Server.Received.Select(r => r.Path));
    }

    [Fact]
    public async Task A_timestamp_refused_twice_is_rejected()
    {
        await using var s = RestScenario.Answering(r => r.Path == Order
            ? Answer.Json(Error(-1021), 400)
            : Answer.Json("""{"serverTime":1591702700000}"""));

        Assert.Equal(ExchangeErrorKind.InvalidTimestamp, Assert.IsType<PlaceResult.Rejected>(await s.Client.PlaceOrderAsync(Request, Ct)).Error.Kind);
        Assert.Equal(2, s.Server.To("POST", Order).Count);
    }

    [Fact]
    public async Task A_banned_address_sends_no_order()
    {
        await using var s = RestScenario.Always(Answer.Json(Error(-1003, "Way too many requests; IP banned until 1591702913943."), 418));
        Assert.IsType<ExchangeResult<Done>.Refused>(await s.Client.PingAsync(Ct));

        Assert.IsType<PlaceResult.NotSent>(await s.Client.PlaceOrderAsync(Request, Ct));
        Assert.Single(s.Server.Received);

        s.Time.Advance(TimeSpan.FromSeconds(301));
        Assert.IsType<PlaceResult.Rejected>(await s.Client.PlaceOrderAsync(Request, Ct));
    }
}
