using System.Globalization;
using System.Text;
using CsCheck;
using Spark.Binance.Wire;

namespace Spark.Binance.Tests.Wire;

public sealed class WireDecimalTests
{
    [Fact]
    public void Every_number_is_read_as_the_platform_reads_it_scale_included() =>
        Gen.Select(Gen.Char["0123456789"].Array[1, 22], Gen.Int[0, 22], Gen.Bool).Sample((digits, point, isNegative) =>
        {
            var text = new string(digits);
            if (point < text.Length && point > 0) text = text.Insert(point, ".");
            if (isNegative) text = "-" + text;

            Assert.True(WireDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var value));

            var wanted = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            Assert.Equal(wanted, value);
            Assert.Equal(wanted.ToString(CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture));
        });

    [Fact]
    public void What_is_no_number_is_refused_as_the_platform_refuses_it() => Gen.Char["01.-+eE x"].Array[0, 6].Sample(letters =>
    {
        var text = new string(letters);
        var isNumber = decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var wanted);

        Assert.Equal(isNumber, WireDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var value));
        Assert.Equal(wanted, value);
    });
}
