using Spark.Domain.Markets;

namespace Spark.Domain.Tests.Markets;

public sealed class SymbolTests
{
    [Theory]
    [InlineData("BTCUSDT")]
    [InlineData("1000PEPEUSDT")]
    [InlineData("BTCUSDT_260327")]
    [InlineData("币安人生USDT")]
    public void A_symbol_of_the_exchange_is_read_as_it_is(string text)
    {
        Assert.True(Symbol.TryParse(text, out var symbol));
        Assert.Equal(text, symbol.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("B")]
    [InlineData("btcusdt")]
    [InlineData("BTC USDT")]
    [InlineData("BTC-USDT")]
    [InlineData("BTCUSDTı")]
    [InlineData("BTCUSDT\n")]
    public void Anything_else_is_refused(string? text) => Assert.False(Symbol.TryParse(text, out _));

    [Fact]
    public void A_name_longer_than_forty_characters_is_refused() => Assert.False(Symbol.TryParse(new string('A', 41), out _));

    [Fact]
    public void Symbols_sort_by_their_characters() => Assert.True(Symbol.Parse("BTCUSDT") < Symbol.Parse("ETHUSDT"));
}
