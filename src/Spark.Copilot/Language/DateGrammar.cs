using System.Globalization;

namespace Spark.Copilot.Language;

/// <summary>Reads days written in digits and words: 2026-11-01, 1 Kasım 2026, March 5th, yesterday, son 3 ay, in 2024.</summary>
internal sealed class DateGrammar(Lexicon lexicon, IReadOnlyList<Token> tokens, DateOnly? today)
{
    /// <summary>Reads a date that begins at <paramref name="at"/>; gives the token behind it, or null.</summary>
    public Mark? TryRead(int at, out int after)
    {
        after = at + 1;
        var read = ReadDigits(at) ?? ReadDayMonth(at, ref after) ?? ReadMonth(at, ref after) ?? ReadPast(at, ref after) ?? ReadRelative(at) ?? ReadYear(at, ref after);
        if (read is null) return null;
        return new Mark
        {
            Raw = string.Join(' ', tokens.Skip(at).Take(after - at).Select(token => token.Raw)),
            Date = read,
            Suffix = tokens[after - 1].Suffix,
            Concepts = [Concept.Date],
            IsGlued = tokens[at].Glued,
        };
    }

    private SpokenDate? ReadDigits(int at) => tokens[at].Kind == TokenKind.Date ? new SpokenDate(tokens[at].Text) : null;

    // '1 Kasım 2026', '5th of March'.
    private SpokenDate? ReadDayMonth(int at, ref int after)
    {
        if (!TryDay(at, out var day)) return null;
        var next = at + 1;
        if (IsWord(next, "st") || IsWord(next, "nd") || IsWord(next, "rd") || IsWord(next, "th")) next++;
        if (IsWord(next, "of")) next++;
        if (Month(next) is not { } month) return null;
        next++;
        return Close(Year(ref next), month, day, next, ref after);
    }

    // 'March 5, 2026', 'Mart 2025': with a year only it is the whole month.
    private SpokenDate? ReadMonth(int at, ref int after)
    {
        if (Month(at) is not { } month) return null;
        var next = at + 1;
        if (TryYear(next, out var alone)) return Close(alone, month, null, next + 1, ref after);
        if (!TryDay(next, out var day) || Month(next + 1) is not null) return null;
        next++;
        if (IsWord(next, "st") || IsWord(next, "nd") || IsWord(next, "rd") || IsWord(next, "th")) next++;
        return Close(Year(ref next), month, day, next, ref after);
    }

    // 'last 3 months', 'son 30 gün'.
    private SpokenDate? ReadPast(int at, ref int after)
    {
        if (today is not { } now || !lexicon.Dates.Past.Contains(tokens[at].Text)) return null;
        var next = at + 1;
        var count = 1;
        if (next < tokens.Count && tokens[next].Kind == TokenKind.Number && int.TryParse(tokens[next].Text, CultureInfo.InvariantCulture, out var digits)) (count, next) = (digits, next + 1);
        else if (next < tokens.Count && Small(tokens[next].Text) is { } said) (count, next) = (said, next + 1);
        if (next >= tokens.Count || lexicon.Dates.Unit(tokens[next].Text) is not { } unit || count is < 1 or > 3650) return null;
        after = next + 1;
        return new SpokenDate(Iso(unit.Before(now, count)));
    }

    private SpokenDate? ReadRelative(int at) =>
        today is { } now && lexicon.Dates.Days.TryGetValue(tokens[at].Text, out var back) ? new SpokenDate(Iso(now.AddDays(-back))) : null;

    // '2024 yılında', 'in 2024': a plain number is a year only when words say so.
    private SpokenDate? ReadYear(int at, ref int after)
    {
        if (!TryYear(at, out var year)) return null;
        var isYear = (at + 1 < tokens.Count && tokens[at + 1] is { Kind: TokenKind.Word } word && lexicon.Dates.Years.Contains(word.Text)) || (at > 0 && IsWord(at - 1, "in"));
        if (!isYear) return null;
        after = at + (at + 1 < tokens.Count && lexicon.Dates.Years.Contains(tokens[at + 1].Text) ? 2 : 1);
        return new SpokenDate(Iso(new DateOnly(year, 1, 1)), Iso(new DateOnly(year, 12, 31)), true);
    }

    private SpokenDate? Close(int? year, int month, int? day, int next, ref int after)
    {
        var of = year ?? Latest(month, day ?? 1);
        if (of is not { } known || (day ?? 1) > DateTime.DaysInMonth(known, month)) return null;
        after = next;
        if (day is { } single) return new SpokenDate(Iso(new DateOnly(known, month, single)));
        return new SpokenDate(Iso(new DateOnly(known, month, 1)), Iso(new DateOnly(known, month, DateTime.DaysInMonth(known, month))), true);
    }

    // Without a year it is the last time that day was.
    private int? Latest(int month, int day)
    {
        if (today is not { } now) return null;
        return month < now.Month || (month == now.Month && day <= now.Day) ? now.Year : now.Year - 1;
    }

    private int? Year(ref int next)
    {
        var at = next;
        if (at < tokens.Count && tokens[at] is { Kind: TokenKind.Sign, Text: "," }) at++;
        if (!TryYear(at, out var year)) return null;
        next = at + 1;
        return year;
    }

    private bool TryYear(int at, out int year)
    {
        year = 0;
        return at < tokens.Count && tokens[at] is { Kind: TokenKind.Number, Text.Length: 4 } token
            && int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 2009 and <= 2100;
    }

    private bool TryDay(int at, out int day)
    {
        day = 0;
        return at < tokens.Count && tokens[at] is { Kind: TokenKind.Number, Text.Length: <= 2 } token
            && int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out day) && day is >= 1 and <= 31;
    }

    private int? Month(int at)
    {
        if (at >= tokens.Count || tokens[at].Kind != TokenKind.Word) return null;
        if (lexicon.Dates.Months.TryGetValue(tokens[at].Text, out var month)) return month;
        for (var length = tokens[at].Text.Length - 1; length >= 3; length--)
        {
            if (lexicon.Dates.Months.TryGetValue(tokens[at].Text[..length], out month) && Suffixes.CanFollow(tokens[at].Text.AsSpan(length))) return month;
        }
        return null;
    }

    private int? Small(string word) => (lexicon.EnglishNumbers.TryGetValue(word, out var number) || lexicon.TurkishNumbers.TryGetValue(word, out number))
        && number >= 1 && number <= 365 && decimal.IsInteger(number) ? (int)number : null;

    private bool IsWord(int at, string word) => at < tokens.Count && tokens[at].Kind == TokenKind.Word && tokens[at].Text == word;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
