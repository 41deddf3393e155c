using System.Globalization;

namespace Spark.Guardrails;

/// <summary>
/// Decimal arithmetic on sizes that a caller chose. What leaves the decimal range becomes its largest value,
/// so that an absurd size is refused by a limit instead of throwing.
/// </summary>
internal static class Amount
{
    /// <summary>Product of two amounts that aren't negative.</summary>
    public static decimal Multiply(decimal left, decimal right)
    {
        try
        {
            return left * right;
        }
        catch (OverflowException)
        {
            return decimal.MaxValue;
        }
    }

    /// <summary>Quotient of two amounts that aren't negative; dividing by zero gives the largest value.</summary>
    public static decimal Divide(decimal left, decimal right)
    {
        if (right == 0) return decimal.MaxValue;
        try
        {
            return left / right;
        }
        catch (OverflowException)
        {
            return decimal.MaxValue;
        }
    }

    /// <summary>Sum of two amounts of any sign.</summary>
    public static decimal Add(decimal left, decimal right)
    {
        try
        {
            return left + right;
        }
        catch (OverflowException)
        {
            return left > 0 ? decimal.MaxValue : decimal.MinValue;
        }
    }

    /// <summary>The same value without trailing zeros: equal amounts have equal spelling.</summary>
    public static decimal Normalize(decimal value)
    {
        if (value == 0) return 0;
        if (value.Scale == 0) return value;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        // Up to 64 bits hold nearly every amount there is, and take a fraction of a division's time.
        if (bits[2] != 0) return value / 1.0000000000000000000000000000m;
        var digits = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        var scale = value.Scale;
        while (scale > 0 && digits % 10 == 0) (digits, scale) = (digits / 10, (byte)(scale - 1));
        return new decimal((int)(uint)digits, (int)(uint)(digits >> 32), 0, value < 0, scale);
    }

    /// <summary>Shortest plain notation, for texts.</summary>
    public static string Text(decimal value) => Normalize(value).ToString(CultureInfo.InvariantCulture);
}
