using System.Globalization;

namespace Spark.Copilot.Language;

/// <summary>Reads a day or an instant written in digits: <c>2026-11-01</c>, <c>2026-11-01T09:30:00Z</c>, <c>01.11.2026</c>, <c>1/11/2026</c>. The day comes first in both languages.</summary>
internal static class WrittenDate
{
    private const int LongestInstant = 33;

    /// <summary>ISO 8601, and how many characters it took; null when no date begins here.</summary>
    public static string? Read(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        return ReadIso(text, out length) ?? ReadDayFirst(text, out length);
    }

    private static string? ReadIso(ReadOnlySpan<char> text, out int length)
    {
        length = 10;
        if (text.Length < 10 || text[4] != '-' || !DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return null;
        if (text.Length > 10 && char.IsAsciiDigit(text[10])) return null;
        if (text.Length > 11 && text[10] is 'T' or 't' && char.IsAsciiDigit(text[11])) return ReadInstant(text, out length);
        return text[..10].ToString();
    }

    private static string? ReadInstant(ReadOnlySpan<char> text, out int length)
    {
        length = 11;
        while (length < Math.Min(text.Length, LongestInstant) && (char.IsAsciiDigit(text[length]) || text[length] is ':' or '.' or '+' or '-' or 'Z' or 'z')) length++;
        while (text[length - 1] is '.' or ':' or '-' or '+') length--;
        var instant = text[..length].ToString().ToUpperInvariant();
        return DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? instant : null;
    }

    private static string? ReadDayFirst(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is '.' or '/' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))) end++;
        ReadOnlySpan<string> forms = ["d.M.yyyy", "d/M/yyyy"];
        foreach (var form in forms)
        {
            if (!DateOnly.TryParseExact(text[..end], form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) continue;
            length = end;
            return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        return null;
    }
}
