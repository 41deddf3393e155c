using System.Globalization;

namespace Spark.Copilot.Language;

/// <summary>What a run of digits means under a language's convention.</summary>
internal static class NumeralReader
{
    /// <summary>
    /// A separator that can be a thousands mark is one where the language uses it so; else it is a decimal mark.
    /// </summary>
    /// <param name="raw">Digits with <c>.</c> and <c>,</c>, perhaps an exponent.</param>
    /// <param name="language">Turkish writes 65.000,5 where English writes 65,000.5.</param>
    /// <param name="value">The number.</param>
    /// <param name="otherwise">What the other reading of a lone separator would give.</param>
    /// <returns>False for what is no number in either convention, such as 1.2.3.</returns>
    public static bool TryRead(string raw, SpokenLanguage language, out decimal value, out decimal? otherwise)
    {
        (value, otherwise) = (0, null);
        if (raw.AsSpan().IndexOfAny('e', 'E') >= 0) return TryExponent(raw, out value);
        var points = raw.AsSpan().Count('.');
        var commas = raw.AsSpan().Count(',');
        if (points > 0 && commas > 0) return TryBoth(raw, out value);
        if (points + commas == 0) return TryPlain(raw, out value);
        var mark = points > 0 ? '.' : ',';
        if (points + commas > 1) return IsGrouped(raw, mark) && TryPlain(raw.Replace(mark.ToString(), "", StringComparison.Ordinal), out value);
        return TryLone(raw, mark, language, out value, out otherwise);
    }

    private static bool TryLone(string raw, char mark, SpokenLanguage language, out decimal value, out decimal? otherwise)
    {
        otherwise = null;
        if (!TryPlain(raw.Replace(mark, '.'), out value)) return false;
        if (!IsGrouped(raw, mark) || !TryPlain(raw.Replace(mark.ToString(), "", StringComparison.Ordinal), out var thousands)) return true;
        var isThousands = mark == (language == SpokenLanguage.Turkish ? '.' : ',');
        (value, otherwise) = isThousands ? (thousands, value) : (value, thousands);
        return true;
    }

    private static bool TryBoth(string raw, out decimal value)
    {
        value = 0;
        var mark = raw[raw.AsSpan().LastIndexOfAny('.', ',')];
        var thousands = mark == '.' ? ',' : '.';
        var whole = raw[..raw.LastIndexOf(mark)];
        if (raw.AsSpan().Count(mark) > 1 || !IsGrouped(whole, thousands)) return false;
        return TryPlain(raw.Replace(thousands.ToString(), "", StringComparison.Ordinal).Replace(mark, '.'), out value);
    }

    // 1 to 3 digits that don't begin with 0, then groups of exactly three.
    private static bool IsGrouped(string raw, char mark)
    {
        var first = raw.IndexOf(mark);
        if (first is < 1 or > 3 || raw[0] == '0') return false;
        for (var at = first; at < raw.Length; at += 4)
        {
            if (raw[at] != mark || raw.Length < at + 4 || raw.AsSpan(at + 1, 3).Contains(mark)) return false;
        }
        return true;
    }

    private static bool TryExponent(string raw, out decimal value) => decimal.TryParse(
        raw.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);

    private static bool TryPlain(string raw, out decimal value) =>
        decimal.TryParse(raw, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
