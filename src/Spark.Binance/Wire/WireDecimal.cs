using System.Globalization;
using System.Text;

namespace Spark.Binance.Wire;

/// <summary>Decimals as the exchange spells them: invariant, plain notation on output; an exponent is accepted on input only.</summary>
public static class WireDecimal
{
    /// <summary>Room for any decimal in plain notation: 29 digits, a sign, a point.</summary>
    public const int MaxLength = 32;

    private const int MostQuickDigits = 18;

    /// <summary>Reads ASCII or UTF-8 digits; the scale is kept (<c>1.50</c> stays). Text around the number is a failure.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out decimal value) => TryParsePlain(utf8, out value) || TryParseAny(utf8, out value);

    // Plain notation of at most 18 digits, which is every price and size there is: four times as fast as the general reading.
    private static bool TryParsePlain(ReadOnlySpan<byte> utf8, out decimal value)
    {
        value = 0;
        var isNegative = utf8 is [(byte)'-', ..];
        if (isNegative) utf8 = utf8[1..];
        if (utf8.Length is 0 or > MostQuickDigits + 1) return false;
        ulong digits = 0;
        var point = -1;
        for (var i = 0; i < utf8.Length; i++)
        {
            var digit = (uint)(utf8[i] - '0');
            if (digit <= 9) digits = digits * 10 + digit;
            else if (utf8[i] == '.' && point < 0) point = i;
            else return false;
        }
        var count = point < 0 ? utf8.Length : utf8.Length - 1;
        if (count is 0 or > MostQuickDigits || point == 0 || point == utf8.Length - 1) return false;
        var scale = point < 0 ? 0 : utf8.Length - 1 - point;
        value = new decimal((int)digits, (int)(digits >> 32), 0, isNegative && digits != 0, (byte)scale);
        return true;
    }

    private static bool TryParseAny(ReadOnlySpan<byte> utf8, out decimal value) =>
        decimal.TryParse(utf8, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out value);

    /// <summary>A request value: plain notation without trailing zeros, so that a scale left by arithmetic can't break a precision rule.</summary>
    public static string ToText(decimal value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Write(value, text)]);
    }

    /// <summary>The same as ASCII into <paramref name="text"/>, which has room for <see cref="MaxLength"/>; gives its length.</summary>
    internal static int Write(decimal value, Span<byte> text)
    {
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        if (!text[..length].Contains((byte)'.')) return length;
        return text[..length].TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
    }
}
