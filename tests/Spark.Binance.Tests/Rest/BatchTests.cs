using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Tests.Servers;
using Spark.Domain.Orders;

namespace Spark.Binance.Tests.Rest;

public sealed class BatchTests
{
    private static readonly OrderRequest First = OrderRequest.From(RestScenario.Limit());
    private static readonly OrderRequest Second = First with { ClientOrderId = ClientOrderId.Parse("spk-0002") };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_order_of_a_batch_has_its_own_outcome()
    {
        await using var s = RestScenario.Always(Answer.Json($$"""[{{RestScenario.OrderJson()}},{"code":-2022,"msg":"ReduceOnly Order is rejected."}]"""));

        var results = await s.Client.PlaceBatchAsync([First, Second], Ct);

        Assert.IsType<PlaceResult.Accepted>(results[0]);
        Assert.Equal(-2022, Assert.IsType<PlaceResult.Rejected>(results[1]).Error.Code);
        var list = s.Server.Received[0]["batchOrders"];
        Assert.StartsWith("""[{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.001","price":"60000","timeInForce":"GTC","newClientOrderId":"spk-0001",""", list, StringComparison.Ordinal);
        Assert.Contains("spk-0002", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_batch_leaves_every_order_unknown_and_is_sent_once()
    {
        await using var s = RestScenario.Always(new Answer.Cut());
        Assert.All(await s.Client.PlaceBatchAsync([First, Second], Ct), r => Assert.IsType<PlaceResult.Unknown>(r));
        Assert.Single(s.Server.Received);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""[{"orderId":1}]""")]
    public async Task An_answer_that_does_not_match_the_batch_proves_nothing(string body)
    {
        await using var s = RestScenario.Always(Answer.Json(body));
        Assert.All(await s.Client.PlaceBatchAsync([First], Ct), r => Assert.IsType<PlaceResult.Unknown>(r));
    }

    [Fact]
    public async Task Cancels_of_a_batch_tell_what_was_gone()
    {
        await using var s = RestScenario.Always(Answer.Json($$"""[{{RestScenario.OrderJson(status: "CANCELED")}},{"code":-2011,"msg":"Unknown order sent."}]"""));

        var results = await s.Client.CancelBatchAsync(RestScenario.Btc, [OrderKey.OfForeign("a\"b"), OrderKey.OfForeign("c")], Ct);

        Assert.IsType<CancelResult.Canceled>(results[0]);
        Assert.IsType<CancelResult.AlreadyGone>(results[1]);
        Assert.Equal("""["a\u0022b","c"]""", s.Server.Received[0]["origClientOrderIdList"]);
    }

    [Fact]
    public async Task A_batch_is_never_larger_than_the_exchange_takes()
    {
        await using var s = RestScenario.Always(Answer.Json("[]"));
        await Assert.ThrowsAsync<ArgumentException>(() => s.Client.PlaceBatchAsync([.. Enumerable.Repeat(First, 6)], Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => s.Client.CancelBatchAsync(RestScenario.Btc, [.. Enumerable.Repeat(OrderKey.Of(1), 11)], Ct));
    }

    [Theory]
    [InlineData("", 200, typeof(AmendResult.Unknown))]
    [InlineData("""{"code":-5027,"msg":"No need to modify the order."}""", 400, typeof(AmendResult.Rejected))]
    [InlineData("""{"code":-2013,"msg":"Order does not exist."}""", 400, typeof(AmendResult.Rejected))]
    [InlineData("""{"code":-1007,"msg":"Timeout"}""", 408, typeof(AmendResult.Unknown))]
    public async Task An_amendment_is_sent_once_and_told_as_it_is(string body, int status, Type outcome)
    {
        await using var s = RestScenario.Always(Answer.Json(body, status));
        Assert.IsType(outcome, await s.Client.AmendOrderAsync(new OrderAmendment(RestScenario.Btc, OrderKey.Of(22542179), Side.Buy, 0.002m, 60500m), Ct));
        Assert.Single(s.Server.Received);
    }

    [Fact]
    public async Task An_amended_order_comes_back_with_its_terms()
    {
        await using var s = RestScenario.Always(Answer.Json(RestScenario.OrderJson()));

        var amended = Assert.IsType<AmendResult.Amended>(
            await s.Client.AmendOrderAsync(new OrderAmendment(RestScenario.Btc, OrderKey.Of(22542179), Side.Buy, 0.001m, 60000m), Ct));

        Assert.Equal(60000m, amended.Order.Price);
        Assert.StartsWith("symbol=BTCUSDT&side=BUY&quantity=0.001&price=60000&orderId=22542179&", s.Server.Received[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_about_another_order_amends_nothing()
    {
        await using var s = RestScenario.Always(Answer.Json(RestScenario.OrderJson()));
        Assert.IsType<AmendResult.Unknown>(await s.Client.AmendOrderAsync(new OrderAmendment(RestScenario.Btc, OrderKey.Of(7), Side.Buy, 0.001m, 60000m), Ct));
    }
}
