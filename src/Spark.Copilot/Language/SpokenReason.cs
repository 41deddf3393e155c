namespace Spark.Copilot.Language;

/// <summary>'Open the breaker, reason: "bad fills"': a quoted reason is text, and none of its words is a wish.</summary>
internal static class SpokenReason
{
    private const int Longest = 200;

    private static readonly string[] Openers = ["reason", "because", "sebep", "sebebi", "neden", "nedeni", "gerekçe", "gerekce"];

    /// <summary>The message without it, and the reason; null when none is quoted.</summary>
    public static (string Without, string Reason)? Cut(string clean)
    {
        var end = clean.AsSpan().TrimEnd().Length - 1;
        if (end < 1 || clean[end] != '"') return null;
        var begin = clean.LastIndexOf('"', end - 1);
        if (begin < 0 || end - begin - 1 is < 1 or > Longest || clean.AsSpan(begin, end - begin).Contains('\n')) return null;
        var before = clean.AsSpan(0, begin).TrimEnd();
        if (before is [.., ':' or '=']) before = before[..^1].TrimEnd();
        if (WithoutOpener(before) is not { } left) return null;
        return (clean[..left], clean[(begin + 1)..end].Trim());
    }

    private static int? WithoutOpener(ReadOnlySpan<char> text)
    {
        foreach (var opener in Openers)
        {
            if (!text.EndsWith(opener, StringComparison.OrdinalIgnoreCase)) continue;
            var left = text[..^opener.Length];
            if (left.Length > 0 && char.IsLetterOrDigit(left[^1])) continue;
            left = left.TrimEnd();
            return left is [.., ',' or ';'] ? left.Length - 1 : left.Length;
        }
        return null;
    }
}
