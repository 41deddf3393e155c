using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Tests.Servers;
using Spark.Domain.Orders;

namespace Spark.Binance.Tests.Rest;

public sealed class CancelTests
{
    private static readonly OrderKey Key = OrderKey.Of(ClientOrderId.Parse("spk-0001"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cancelled_order_comes_back()
    {
        await using var s = RestScenario.Always(Answer.Json(RestScenario.OrderJson(status: "CANCELED")));

        var canceled = Assert.IsType<CancelResult.Canceled>(await s.Client.CancelOrderAsync(RestScenario.Btc, Key, Ct));

        Assert.Equal(OrderStatus.Canceled, canceled.Order.Status);
        Assert.Equal(("DELETE", "spk-0001"), (s.Server.Received[0].Method, s.Server.Received[0]["origClientOrderId"]));
    }

    [Theory]
    [InlineData(-2011)]
    [InlineData(-2013)]
    public async Task An_order_that_is_not_on_the_book_is_already_gone(int code)
    {
        await using var s = RestScenario.Always(Answer.Json($$"""{"code":{{code}},"msg":"Unknown order sent."}""", 400));
        Assert.IsType<CancelResult.AlreadyGone>(await s.Client.CancelOrderAsync(RestScenario.Btc, Key, Ct));
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again()
    {
        await using var s = RestScenario.InTurn(
            new Answer.Cut(), Answer.Json("""{"code":-1007,"msg":"Timeout"}""", 408), Answer.Json(RestScenario.OrderJson(status: "CANCELED")));
        Assert.IsType<CancelResult.Canceled>(await s.DriveAsync(s.Client.CancelOrderAsync(RestScenario.Btc, Key, Ct)));
    }

    [Fact]
    public async Task No_usable_answer_is_unknown()
    {
        await using var s = RestScenario.Always(Answer.Html(502));
        Assert.IsType<CancelResult.Unknown>(await s.DriveAsync(s.Client.CancelOrderAsync(RestScenario.Btc, Key, Ct)));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_cancel_is_not_parked_for_as_long_as_a_failing_exchange_may_name(int status)
    {
        await using var s = RestScenario.Always(Answer.Json("""{"code":-1000,"msg":"Maintenance"}""", status, "Retry-After: 3600\r\n"));

        var canceled = s.Client.CancelOrderAsync(RestScenario.Btc, Key, Ct);

        // Nobody moves the clock: it waits for nothing.
        Assert.IsType<CancelResult.Unknown>(await canceled);
        Assert.Single(s.Server.Received);
    }

    [Fact]
    public async Task A_refused_cancel_is_rejected()
    {
        await using var s = RestScenario.Always(Answer.Json("""{"code":-2015,"msg":"Invalid API-key"}""", 401));
        Assert.IsType<CancelResult.Rejected>(await s.Client.CancelOrderAsync(RestScenario.Btc, Key, Ct));
    }

    [Fact]
    public async Task Cancelling_all_is_asked_again_after_a_cut()
    {
        await using var s = RestScenario.InTurn(
            new Answer.Cut(), Answer.Json("""{"code":200,"msg":"The operation of cancel all open order is done."}"""));
        Assert.IsType<ExchangeResult<Done>.Ok>(await s.DriveAsync(s.Client.CancelAllAsync(RestScenario.Btc, Ct)));
    }

    [Fact]
    public async Task Cancelling_all_is_no_success_unless_the_exchange_says_so()
    {
        await using var s = RestScenario.Always(Answer.Json("""{"code":-2012,"msg":"Batch cancel failure."}"""));
        Assert.IsType<ExchangeResult<Done>.Unreachable>(await s.Client.CancelAllAsync(RestScenario.Btc, Ct));
    }
}
