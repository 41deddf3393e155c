using Spark.Binance.Errors;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Tests.Servers;

namespace Spark.Binance.Tests.Rest;

public sealed class BudgetTests
{
    private static readonly OrderRequest Order = OrderRequest.From(RestScenario.Limit());

    // The scenario begins six seconds before the minute: a read would wait for the next one rather than be refused.
    private static readonly TimeSpan IntoTheNextMinute = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_limits_that_the_exchange_tells_are_kept()
    {
        await using var s = RestScenario.Answering(r => Answer.Json(r.Path.EndsWith("exchangeInfo", StringComparison.Ordinal)
            ? """{"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":10}],"symbols":[]}"""
            : "{}"));
        s.Time.Advance(IntoTheNextMinute);
        await s.Client.ExchangeInfoAsync(Ct);

        for (var i = 0; i < 6; i++) await s.Client.PingAsync(Ct);
        var refused = Assert.IsType<ExchangeResult<Done>.Refused>(await s.Client.PingAsync(Ct));

        Assert.Equal((0, ExchangeErrorKind.RateLimited), (refused.Error.HttpStatus, refused.Error.Kind));
        Assert.InRange(refused.Error.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(61));
        Assert.Equal(7, s.Server.Received.Count);
    }

    [Fact]
    public async Task Limits_that_nobody_has_told_yet_do_not_hold_back_the_call_that_tells_them()
    {
        await using var s = RestScenario.Answering(r => Answer.Json(r.Path.EndsWith("exchangeInfo", StringComparison.Ordinal)
            ? """{"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":100000}],"symbols":[]}"""
            : "{}", headers: "X-MBX-USED-WEIGHT-1M: 5000\r\n"));
        s.Time.Advance(IntoTheNextMinute);
        await s.Client.PingAsync(Ct);
        Assert.IsType<ExchangeResult<Done>.Refused>(await s.Client.PingAsync(Ct));

        Assert.IsType<ExchangeResult<System.Collections.Immutable.ImmutableArray<Spark.Domain.Markets.Instrument>>.Ok>(await s.Client.ExchangeInfoAsync(Ct));

        Assert.IsType<ExchangeResult<Done>.Ok>(await s.Client.PingAsync(Ct));
    }

    [Fact]
    public async Task Cancels_go_when_reads_have_to_wait()
    {
        await using var s = RestScenario.Answering(r => r.Method == "DELETE"
            ? Answer.Json(RestScenario.OrderJson(status: "CANCELED"))
            : Answer.Json("{}", headers: "X-MBX-USED-WEIGHT-1M: 2300\r\n"));
        s.Time.Advance(IntoTheNextMinute);
        await s.Client.PingAsync(Ct);

        Assert.IsType<ExchangeResult<Done>.Refused>(await s.Client.PingAsync(Ct));
        Assert.IsType<ExchangeResult<AccountReport>.Refused>(await s.Client.AccountAsync(Ct));
        Assert.IsType<CancelResult.Canceled>(await s.Client.CancelOrderAsync(RestScenario.Btc, OrderKey.Of(1), Ct));
    }

    [Fact]
    public async Task Orders_that_raise_exposure_leave_room_for_those_that_lower_it()
    {
        await using var s = RestScenario.Always(Answer.Json(RestScenario.OrderJson(), headers: "X-MBX-ORDER-COUNT-10S: 299\r\nX-MBX-ORDER-COUNT-1M: 400\r\n"));
        Assert.IsType<PlaceResult.Accepted>(await s.Client.PlaceOrderAsync(Order, Ct));

        Assert.IsType<PlaceResult.NotSent>(await s.Client.PlaceOrderAsync(Order, Ct));
        Assert.IsType<PlaceResult.Accepted>(await s.Client.PlaceOrderAsync(Order with { ReduceOnly = true }, Ct));
        Assert.Equal(2, s.Server.Received.Count);
    }

    [Fact]
    public async Task While_the_exchange_wants_to_be_left_alone_only_cancels_and_reducing_orders_try()
    {
        await using var s = RestScenario.Answering(r => r.Path.EndsWith("/order", StringComparison.Ordinal)
            ? Answer.Json(RestScenario.OrderJson(status: r.Method == "DELETE" ? "CANCELED" : "NEW"))
            : Answer.Json("""{"code":-1003,"msg":"Too many requests"}""", 429, "Retry-After: 30\r\n"));
        await s.Client.PingAsync(Ct);

        Assert.IsType<PlaceResult.NotSent>(await s.Client.PlaceOrderAsync(Order, Ct));
        Assert.IsType<PlaceResult.Accepted>(await s.Client.PlaceOrderAsync(Order with { ReduceOnly = true }, Ct));
        Assert.IsType<CancelResult.Canceled>(await s.Client.CancelOrderAsync(RestScenario.Btc, OrderKey.Of(1), Ct));

        s.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<PlaceResult.Accepted>(await s.Client.PlaceOrderAsync(Order, Ct));
    }

    [Fact]
    public async Task A_signed_call_follows_no_redirect()
    {
        await using var elsewhere = RestScenario.Always(Answer.Json("{}"));
        await using var s = RestScenario.Always(Answer.Json("{}", 307, $"Location: {elsewhere.Server.Address}fapi/v1/order\r\n"));

        Assert.IsType<PlaceResult.Unknown>(await s.Client.PlaceOrderAsync(Order, Ct));
        Assert.IsType<ExchangeResult<AccountReport>.Unreachable>(await s.DriveAsync(s.Client.AccountAsync(Ct)));

        Assert.Empty(elsewhere.Server.Received);
    }

    [Fact]
    public async Task An_answer_that_lacks_a_member_is_an_error_that_names_it()
    {
        await using var s = RestScenario.Always(Answer.Json("""{"symbol":"BTCUSDT","time":1}"""));
        var lost = Assert.IsType<ExchangeResult<OpenInterestReport>.Unreachable>(await s.Client.OpenInterestAsync(RestScenario.Btc, Ct));
        Assert.Contains("openInterest", lost.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_is_read_every_minute_and_soon_again_after_a_failure()
    {
        var answers = 0;
        await using var s = RestScenario.Answering(_ => Interlocked.Increment(ref answers) == 2
            ? new Answer.Cut()
            : Answer.Json($$"""{"serverTime":1591702613943}"""));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var keeping = s.Client.KeepClockAsync(stop.Token);

        await s.Server.ArrivalAsync(Ct);
        var second = s.Server.ArrivalAsync(Ct);
        await s.DriveAsync(Done(second), TimeSpan.FromSeconds(10));
        var third = s.Server.ArrivalAsync(Ct);
        await s.DriveAsync(Done(third), TimeSpan.FromMilliseconds(250));

        Assert.True(s.Clock.IsSynchronised);
        await stop.CancelAsync();
        await keeping;

        static async Task<bool> Done(Task task)
        {
            await task;
            return true;
        }
    }
}
