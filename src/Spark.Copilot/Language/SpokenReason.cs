using System.Text.RegularExpressions;

namespace Spark.Copilot.Language;

/// <summary>'Open the breaker, reason: "bad fills"': a quoted reason is text, and none of its words is a wish.</summary>
internal static partial class SpokenReason
{
    /// <summary>The message without it, and the reason; null when none is quoted.</summary>
    public static (string Without, string Reason)? Cut(string clean)
    {
        var found = Quoted().Match(clean);
        return found.Success ? (clean.Remove(found.Index, found.Length), found.Groups["reason"].Value.Trim()) : null;
    }

    [GeneratedRegex("""[,;]?\s*\b(?:reason|because|sebep|sebebi|neden|nedeni|gerekçe|gerekce)\s*[:=]?\s*"(?<reason>[^"\n]{1,200})"\s*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 50)]
    private static partial Regex Quoted();
}
