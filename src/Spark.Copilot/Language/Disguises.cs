using System.Text;

namespace Spark.Copilot.Language;

/// <summary>What a message may hide: base64, hex, percent-encoding, shifted letters, digits for letters, l e t t e r s apart. Only the refusal rules look at it.</summary>
internal static class Disguises
{
    private const int ShortestCode = 12;

    private const int Most = 8;

    /// <param name="text">Cleaned.</param>
    /// <param name="tokens">Of the text.</param>
    /// <param name="lexicon">Tells whether letters that make no sense do so when they are shifted.</param>
    public static IEnumerable<string> Of(string text, IReadOnlyList<Token> tokens, Lexicon lexicon)
    {
        foreach (var run in Runs(text).Take(Most))
        {
            if (FromBase64(run) is { } one) yield return one;
            if (FromHex(run) is { } two) yield return two;
        }
        if (text.Contains('%', StringComparison.Ordinal) && Uri.UnescapeDataString(text) is var unescaped && unescaped != text) yield return unescaped;
        if (text.Contains("&#", StringComparison.Ordinal) || text.Contains("\\u", StringComparison.Ordinal)) yield return FromEntities(text);
        if (tokens.Count(token => token.Kind == TokenKind.Word && token.Text.Length == 1) >= 6) yield return Together(text);
        if (text.Any(IsLeet) && FromLeet(text) is var leet && leet != text) yield return leet;
        if (IsGibberish(tokens, lexicon))
        {
            yield return Shifted(text);
            yield return new string([.. text.Reverse()]);
        }
    }

    private static IEnumerable<string> Runs(string text)
    {
        var begin = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '+' or '/' or '=' or '-' or '_'))
            {
                if (begin < 0) begin = at;
                continue;
            }
            if (begin >= 0 && at - begin >= ShortestCode) yield return text[begin..at];
            begin = -1;
        }
    }

    private static string? FromBase64(string run)
    {
        var plain = run.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var padded = plain.PadRight((plain.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? Readable(bytes.AsSpan(0, length)) : null;
    }

    private static string? FromHex(string run) => run.Length % 2 == 0 && run.All(char.IsAsciiHexDigit) ? Readable(Convert.FromHexString(run)) : null;

    private static string? Readable(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Length >= 4 && text.All(letter => letter is >= ' ' and not '\uFFFD' or '\n') ? text : null;
    }

    private static string FromEntities(string text)
    {
        var plain = System.Net.WebUtility.HtmlDecode(text);
        return System.Text.RegularExpressions.Regex.Replace(plain, @"\\u([0-9a-fA-F]{4})", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString(), System.Text.RegularExpressions.RegexOptions.None, Timeout.InfiniteTimeSpan);
    }

    // 's k i p   t h e   c h e c k s': single letters join, two blanks or more part words.
    private static string Together(string text)
    {
        var words = text.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(' ', words.Select(word => word.Split(' ').All(letter => letter.Length <= 1) ? word.Replace(" ", "", StringComparison.Ordinal) : word));
    }

    private static bool IsLeet(char letter) => letter is '0' or '1' or '3' or '4' or '5' or '7' or '@' or '$';

    private static string FromLeet(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var inside = (at > 0 && char.IsLetter(text[at - 1])) || (at + 1 < text.Length && char.IsLetter(text[at + 1]));
            plain.Append(!inside ? text[at] : text[at] switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', var letter => letter });
        }
        return plain.ToString();
    }

    private static bool IsGibberish(IReadOnlyList<Token> tokens, Lexicon lexicon)
    {
        var (known, unknown) = (0, 0);
        foreach (var token in tokens)
        {
            if (token.Kind != TokenKind.Word || token.Text.Length < 3) continue;
            if (lexicon.Words.ContainsKey(token.Text) || lexicon.Coins.ContainsKey(token.Text)) known++;
            else unknown++;
        }
        return unknown >= 2 && unknown > known;
    }

    private static string Shifted(string text) => string.Create(text.Length, text, static (shifted, raw) =>
    {
        for (var at = 0; at < raw.Length; at++)
        {
            shifted[at] = raw[at] switch
            {
                >= 'a' and <= 'z' => (char)('a' + ((raw[at] - 'a' + 13) % 26)),
                >= 'A' and <= 'Z' => (char)('A' + ((raw[at] - 'A' + 13) % 26)),
                var letter => letter,
            };
        }
    });
}
