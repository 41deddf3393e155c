using System.Globalization;

namespace Spark.Binance.Wire;

/// <summary>Decimals as the exchange spells them: invariant, plain notation on output; an exponent is accepted on input only.</summary>
public static class WireDecimal
{
    /// <summary>Room for any decimal in plain notation: 29 digits, a sign, a point.</summary>
    public const int MaxLength = 32;

    /// <summary>Reads ASCII or UTF-8 digits. Text around the number is a failure.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out decimal value) =>
        decimal.TryParse(utf8, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out value);

    /// <summary>A request value: plain notation without trailing zeros, so that a scale left by arithmetic can't break a precision rule.</summary>
    public static string ToText(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);
}
