using Spark.Domain.Orders;

namespace Spark.Domain.Tests.Orders;

public sealed class ClientOrderIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("my.Order:1/2_3-4")]
    [InlineData("12345678901234567890123456789012")]
    public void A_caller_may_choose_it(string text) => Assert.True(ClientOrderId.TryParseFromCaller(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("ç")]
    [InlineData("spk-mine")]
    [InlineData("autoclose-1")]
    [InlineData("adl_autoclose")]
    [InlineData("settlement_autoclose-1")]
    [InlineData("delivery_autoclose-1")]
    [InlineData("123456789012345678901234567890123")]
    public void A_caller_may_not_choose_it(string? text) => Assert.False(ClientOrderId.TryParseFromCaller(text, out _));

    [Fact]
    public void The_exchange_may_report_longer_and_reserved_ones()
    {
        Assert.True(ClientOrderId.TryParse(new string('x', 36), out _));
        Assert.True(ClientOrderId.TryParse("autoclose-1", out _));
        Assert.False(ClientOrderId.TryParse(new string('x', 37), out _));
    }

    [Fact]
    public void Spark_knows_its_own()
    {
        Assert.True(ClientOrderId.ForIntent("1").IsSparks);
        Assert.False(ClientOrderId.Parse("web_1").IsSparks);
    }
}
