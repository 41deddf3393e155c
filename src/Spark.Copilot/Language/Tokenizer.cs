namespace Spark.Copilot.Language;

/// <summary>Cuts cleaned text into tokens. Numbers keep their separators: what they mean is the number grammar's question.</summary>
internal static class Tokenizer
{
    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>(24);
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                if (text[at] == '\n') tokens.Add(new Token(TokenKind.Sign, "\n", "\n", "", false, at));
                at++;
                continue;
            }
            at = TryDate(text, at, tokens) ?? TryId(text, at, tokens) ?? TryNumber(text, at, tokens) ?? TryWord(text, at, tokens) ?? Sign(text, at, tokens);
        }
        return tokens;
    }

    private static int? TryDate(string text, int at, List<Token> tokens)
    {
        if (!char.IsAsciiDigit(text[at]) || IsInsideWord(text, at) || WrittenDate.Read(text.AsSpan(at), out var length) is not { } date) return null;
        var suffix = ReadSuffix(text, at + length, out var after);
        tokens.Add(new Token(TokenKind.Date, date, text[at..(at + length)], suffix, IsGlued(tokens, text, at), at));
        return after;
    }

    private static int? TryId(string text, int at, List<Token> tokens)
    {
        if (!char.IsAsciiLetter(text[at]) || IsInsideWord(text, at)) return null;
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.' or ':' or '/')) end++;
        while (end > at && text[end - 1] is '-' or '.' or ':' or '/') end--;
        var raw = text.AsSpan(at, end - at);
        if (raw.IndexOfAny('-', '_') < 1 || raw.IndexOfAnyInRange('0', '9') < 0 || char.IsAsciiLetter(text[at]) is false) return null;
        var suffix = ReadSuffix(text, end, out var after);
        Add(tokens, TokenKind.Id, text, at, end, suffix);
        return after;
    }

    private static int? TryNumber(string text, int at, List<Token> tokens)
    {
        var begins = char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && !IsInsideWord(text, at));
        if (!begins) return null;
        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))) end++;
        end = WithExponent(text, end);
        var suffix = ReadSuffix(text, end, out var after);
        Add(tokens, TokenKind.Number, text, at, end, suffix);
        return after;
    }

    private static int WithExponent(string text, int end)
    {
        if (end >= text.Length || text[end] is not ('e' or 'E')) return end;
        var at = end + 1;
        if (at < text.Length && text[at] is '-' or '+') at++;
        var digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return at > digits && (at == text.Length || !char.IsLetter(text[at])) ? at : end;
    }

    private static int? TryWord(string text, int at, List<Token> tokens)
    {
        if (!char.IsLetter(text[at])) return null;
        var end = at;
        while (end < text.Length && (char.IsLetter(text[end]) || (char.IsAsciiDigit(text[end]) && end > at) || IsMark(text[end]))) end++;
        var suffix = ReadSuffix(text, end, out var after);
        if (suffix == "t" && Normalizer.Fold(text[at..end]).EndsWith('n'))
        {
            tokens.Add(new Token(TokenKind.Word, Normalizer.Fold(text[at..end]) + "t", text[at..after], "", IsGlued(tokens, text, at), at));
            return after;
        }
        Add(tokens, TokenKind.Word, text, at, end, suffix);
        return after;
    }

    private static int Sign(string text, int at, List<Token> tokens)
    {
        Add(tokens, TokenKind.Sign, text, at, at + 1, "");
        return at + 1;
    }

    private static string ReadSuffix(string text, int end, out int after)
    {
        after = end;
        if (end + 1 >= text.Length || text[end] != '\'' || !char.IsLetter(text[end + 1])) return "";
        var at = end + 1;
        while (at < text.Length && char.IsLetter(text[at])) at++;
        if (at - end > 8) return "";
        after = at;
        return Normalizer.Fold(text[(end + 1)..at]);
    }

    private static void Add(List<Token> tokens, TokenKind kind, string text, int at, int end, string suffix)
    {
        var raw = text[at..end];
        tokens.Add(new Token(kind, Folded(raw), raw, suffix, IsGlued(tokens, text, at), at));
    }

    // Combining marks that have no composed form would end a word in its middle; they are dropped from it.
    private static string Folded(string raw)
    {
        var folded = Normalizer.Fold(raw);
        return folded.Any(IsMark) ? string.Concat(folded.Where(letter => !IsMark(letter))) : folded;
    }

    private static bool IsMark(char letter) => char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.NonSpacingMark;

    private static bool IsGlued(List<Token> tokens, string text, int at) => tokens.Count > 0 && at > 0 && !char.IsWhiteSpace(text[at - 1]);

    private static bool IsInsideWord(string text, int at) => at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '-' or '_');
}
