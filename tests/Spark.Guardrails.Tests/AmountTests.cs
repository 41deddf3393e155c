using CsCheck;

namespace Spark.Guardrails.Tests;

public sealed class AmountTests
{
    [Fact]
    public void Equal_amounts_are_spelled_the_same_however_many_zeros_they_came_with() => Gen.Select(Gen.Decimal, Gen.Int[0, 10]).Sample((amount, zeros) =>
    {
        var padded = decimal.Round(amount, 8) / 1m;
        for (var i = 0; i < zeros && padded.Scale < 18; i++) padded *= 1.0m;

        var spelled = Amount.Text(padded);

        Assert.Equal(padded, decimal.Parse(spelled, System.Globalization.CultureInfo.InvariantCulture));
        Assert.False(spelled.Contains('.', StringComparison.Ordinal) && spelled.EndsWith('0'), spelled);
        Assert.NotEqual("-0", spelled);
    });
}
