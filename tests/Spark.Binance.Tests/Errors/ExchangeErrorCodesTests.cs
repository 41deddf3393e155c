using Spark.Binance.Errors;

namespace Spark.Binance.Tests.Errors;

public sealed class ExchangeErrorCodesTests
{
    [Fact]
    public void Every_code_has_a_sentence_in_both_languages() => Assert.All(ExchangeErrorCodes.All, row =>
    {
        Assert.EndsWith(".", row.Text("en"), StringComparison.Ordinal);
        Assert.EndsWith(".", row.Text("tr"), StringComparison.Ordinal);
        Assert.NotEqual(row.Text("en"), row.Text("tr"));
    });

    [Theory]
    [InlineData(-1021, RetrySafety.AfterCorrection)]
    [InlineData(-1007, RetrySafety.LookUp)]
    [InlineData(-1008, RetrySafety.Backoff)]
    [InlineData(-4116, RetrySafety.LookUp)]
    [InlineData(-4046, RetrySafety.TreatAsDone)]
    [InlineData(-2019, RetrySafety.Never)]
    [InlineData(-99999, RetrySafety.Never)]
    public void What_may_be_done_next_follows_from_the_code(int code, RetrySafety retry) =>
        Assert.Equal(retry, new ExchangeError(400, code, "text", ExchangeErrorKind.Unrecognised).Retry);

    [Fact]
    public void An_unknown_code_is_told_in_the_exchanges_own_words() =>
        Assert.Equal("odd", new ExchangeError(400, -99999, "odd", ExchangeErrorKind.Unrecognised).Describe("tr"));
}
