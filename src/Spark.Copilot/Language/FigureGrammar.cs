namespace Spark.Copilot.Language;

/// <summary>Reads numbers written in digits and words: 65k, 62 bin, bir buçuk, binde bir, yüzde 30, half, two and a half, 1e-3.</summary>
internal sealed class FigureGrammar(Lexicon lexicon, IReadOnlyList<Token> tokens, SpokenLanguage language)
{
    private readonly bool _turkish = language == SpokenLanguage.Turkish;

    /// <summary>Reads a number that begins at <paramref name="at"/>; gives the token behind it, or null.</summary>
    public Mark? TryRead(int at, out int after)
    {
        after = at;
        var begin = at;
        var isMoney = IsSign(at, "$") && Advance(ref at);
        var isPercent = IsSign(at, "%") && Advance(ref at);
        if (!isPercent && _turkish && IsWord(at, "yuzde") && BeginsNumber(at + 1, isShare: true)) isPercent = Advance(ref at);
        var isNegative = !isPercent && IsMinus(at) && Advance(ref at);
        if (ReadShare(ref at) is { } share)
        {
            after = at;
            return MarkOf(begin, at, new Figure(share.Value) { IsPart = true }, share.Suffix);
        }
        if (Read(ref at, isPercent) is not { } read) return null;
        if (IsSign(at, "%") || (at < tokens.Count && IsPercentWord(at)))
        {
            read = read with { Suffix = tokens[at].Suffix };
            isPercent = Advance(ref at);
        }
        after = at;
        var figure = read.Figure with { IsPercent = isPercent, IsMoney = isMoney, Value = isNegative ? -read.Figure.Value : read.Figure.Value };
        if (isNegative) figure = figure with { IsPlain = false };
        return MarkOf(begin, at, figure, read.Suffix);
    }

    private readonly record struct Part(Figure Figure, string Suffix);

    private readonly record struct Share(decimal Value, string Suffix);

    private Part? Read(ref int at, bool isShare = false) => at < tokens.Count && tokens[at].Kind == TokenKind.Number ? ReadDigits(ref at) : ReadWords(ref at, isShare);

    private Part? ReadDigits(ref int at)
    {
        var token = tokens[at];
        if (!NumeralReader.TryRead(token.Raw, language, out var value, out var otherwise)) return null;
        if (ReadSlash(ref at, value) is { } slash) return slash;
        at++;
        var suffix = token.Suffix;
        var isPlain = token.Raw.All(char.IsAsciiDigit);
        if (suffix.Length == 0 && at < tokens.Count && TryMultiplier(at, out var times, out var ending))
        {
            (value, otherwise, suffix, isPlain) = (Times(value, times), otherwise is { } other ? Times(other, times) : null, ending, false);
            at++;
            if (times == 1000 && suffix.Length == 0 && Hundreds(at) is { } hundreds) (value, otherwise, suffix, at) = (value + hundreds, null, tokens[at].Suffix, at + 1);
        }
        else if (suffix.Length == 0 && at < tokens.Count && tokens[at] is { Kind: TokenKind.Word } glued && (glued.Glued || Suffixes.StandsAlone(glued.Text)) && (Suffixes.CanFollow(glued.Text) || Suffixes.IsEach(glued.Text)))
        {
            suffix = glued.Text;
            at++;
        }
        if (_turkish && IsWord(at, "bucuk")) (value, at) = (value + 0.5m, at + 1);
        else if (!_turkish && PartsAt(at) is { } part) return new Part(new Figure(value * part) { IsPart = true }, tokens[at++].Suffix);
        else if (!_turkish && ReadAndPart(ref at) is { } more) (value, isPlain) = (value + more, false);
        return new Part(new Figure(value) { Otherwise = otherwise, IsPlain = isPlain }, suffix);
    }

    // '68 bin 500'den': the ending tells that it is one number; '62 bin 100 dolarlık' are two.
    private decimal? Hundreds(int at) => at < tokens.Count && tokens[at] is { Kind: TokenKind.Number, Text.Length: 3 } more && more.Text.All(char.IsAsciiDigit)
        && (Suffixes.IsFrom(more.Suffix) || Suffixes.IsTo(more.Suffix) || Suffixes.IsAt(more.Suffix)) ? decimal.Parse(more.Text, System.Globalization.CultureInfo.InvariantCulture) : null;

    // '1/2', '3/4': a part, when it is less than a whole.
    private Part? ReadSlash(ref int at, decimal value)
    {
        if (!IsSign(at + 1, "/") || at + 2 >= tokens.Count || tokens[at + 1].Glued is false || tokens[at + 2] is not { Kind: TokenKind.Number, Glued: true } below) return null;
        if (!decimal.TryParse(below.Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var whole) || whole is < 2 or > 100 || value >= whole) return null;
        at += 3;
        return new Part(new Figure(value / whole) { IsPart = true }, below.Suffix);
    }

    // 'quarters' of 'three quarters', with a dash between or not.
    private decimal? PartsAt(int at) => at < tokens.Count && tokens[at].Kind == TokenKind.Word ? tokens[at].Text switch
    {
        "halves" => 0.5m,
        "thirds" => 1m / 3,
        "quarters" or "fourths" => 0.25m,
        "fifths" => 0.2m,
        "tenths" => 0.1m,
        "hundredths" => 0.01m,
        "thousandths" => 0.001m,
        _ => null,
    } : null;

    // 'and a half'.
    private decimal? ReadAndPart(ref int at)
    {
        if (!IsWord(at, "and") || !IsWord(at + 1, "a") || !(IsWord(at + 2, "half") || IsWord(at + 2, "quarter"))) return null;
        at += 3;
        return tokens[at - 1].Text == "half" ? 0.5m : 0.25m;
    }

    private Part? ReadWords(ref int at, bool isShare)
    {
        var begin = at;
        decimal total = 0, current = 0;
        var any = false;
        var isPart = false;
        var suffix = "";
        while (at < tokens.Count && suffix.Length == 0 && NumberWord(at, isShare, out var value, out suffix))
        {
            if (value < 1)
            {
                isPart = !any || !IsAdded(at);
                current = any && !IsAdded(at) ? current * value : current + value;
                any = true;
                at++;
                break;
            }
            if (value >= 1000) (total, current) = (total + (Math.Max(current, 1) * value), 0);
            else if (value == 100) current = Math.Max(current, 1) * 100;
            else if (any && current % 10 != 0) break;
            else current += value;
            any = true;
            at++;
            if (!_turkish && IsSign(at, "-") && tokens[at].Glued && at + 1 < tokens.Count && (PartsAt(at + 1) is not null || (current % 10 == 0 && NumberWord(at + 1, false, out _, out _)))) at++;
        }
        if (!any) return ReadDecimals(ref at, 0) is { } part ? new Part(new Figure(part), "") : null;
        if (!_turkish && PartsAt(at) is { } parts) return new Part(new Figure((total + current) * parts) { IsPart = true }, tokens[at++].Suffix);
        if (!_turkish && ReadAndPart(ref at) is { } more) current += more;
        if (ReadDecimals(ref at, total + current) is { } exact) return new Part(new Figure(exact), at > 0 ? tokens[at - 1].Suffix : "");
        var isWeak = at == begin + 1 && tokens[begin].Text is "one" or "bir";
        return new Part(new Figure(total + current) { IsPart = isPart, IsWeak = isWeak }, suffix);
    }

    // 'zero point zero three', 'sıfır virgül yirmi beş': digits, or a number below a hundred.
    private decimal? ReadDecimals(ref int at, decimal whole)
    {
        if (at >= tokens.Count || tokens[at].Text is not ("point" or "virgul" or "nokta")) return null;
        var digits = "";
        var next = at + 1;
        while (next < tokens.Count && NumberWord(next, false, out var value, out var suffix) && value is >= 0 and < 100 && value == decimal.Floor(value))
        {
            var isUnitOfTens = digits.Length > 1 && value is > 0 and < 10 && digits[^1] == '0' && digits[^2] != '0' && _tens;
            digits = isUnitOfTens ? digits[..^1] + ((int)value).ToString(System.Globalization.CultureInfo.InvariantCulture) : digits + ((int)value).ToString(System.Globalization.CultureInfo.InvariantCulture);
            _tens = value >= 10 && value % 10 == 0;
            next++;
            if (suffix.Length > 0) break;
        }
        if (digits.Length == 0) return null;
        at = next;
        return whole + decimal.Parse("0." + digits, System.Globalization.CultureInfo.InvariantCulture);
    }

    private bool _tens;

    // 'bir buçuk' is one and a half; 'one tenth' is one of ten.
    private bool IsAdded(int at) => tokens[at].Text.StartsWith("bucu", StringComparison.Ordinal);

    // 'binde bir' is a thousandth, 'onda bir' a tenth, 'dörtte üç' three quarters.
    private Share? ReadShare(ref int at)
    {
        if (!_turkish || at + 1 >= tokens.Count) return null;
        decimal whole = tokens[at].Text switch { "ikide" => 2, "ucte" => 3, "dortte" => 4, "beste" => 5, "altida" => 6, "sekizde" => 8, "onda" => 10, "yirmide" => 20, "yuzde" => 100, "binde" => 1000, _ => 0 };
        if (whole <= 0) return null;
        var next = at + 1;
        if (Read(ref next, isShare: true) is not { } part) return null;
        at = next;
        return new Share(part.Figure.Value / whole, part.Suffix);
    }

    private bool NumberWord(int at, bool isShare, out decimal value, out string suffix)
    {
        (value, suffix) = (0, "");
        var token = tokens[at];
        if (token.Kind != TokenKind.Word) return false;
        var numbers = lexicon.Numbers(language);
        if (numbers.TryGetValue(token.Text, out value))
        {
            suffix = token.Suffix;
            return true;
        }
        if (!isShare && !lexicon.Words.ContainsKey(token.Text) && !lexicon.Coins.ContainsKey(token.Text)
            && lexicon.Numbers(_turkish ? SpokenLanguage.English : SpokenLanguage.Turkish).TryGetValue(token.Text, out value))
        {
            suffix = token.Suffix;
            return true;
        }
        if (!_turkish || (!isShare && IsWordOfItsOwn(token.Text)) || lexicon.Coins.ContainsKey(token.Text)) return false;
        for (var length = token.Text.Length - 1; length >= (isShare || token.Text.StartsWith("uc", StringComparison.Ordinal) ? 2 : 3); length--)
        {
            var isNumber = numbers.TryGetValue(token.Text[..length], out value);
            if (!isNumber && !isShare && lexicon.Words.ContainsKey(token.Text[..length]) && Suffixes.CanFollow(token.Text.AsSpan(length))) return false;
            if (!isNumber || !(Suffixes.CanFollow(token.Text.AsSpan(length)) || Suffixes.IsEach(token.Text[length..]))) continue;
            suffix = token.Text[length..];
            return true;
        }
        return false;
    }

    // 'ikiye' stands in 'ikiye katla', which is looked for first; alone it is a number. 'birden' is 'at once' more often than 'from one'.
    private bool IsWordOfItsOwn(string text) => lexicon.Words.ContainsKey(text)
        && (text.StartsWith("bir", StringComparison.Ordinal) || (lexicon.Phrases.TryGetValue(text, out var phrases) && phrases[^1].Words.Length == 1));

    private bool TryMultiplier(int at, out decimal times, out string suffix)
    {
        (times, suffix) = (0, tokens[at].Suffix);
        var token = tokens[at];
        if (token.Kind != TokenKind.Word) return false;
        times = token.Text switch
        {
            "k" or "bin" or "thousand" or "grand" => 1000,
            "m" when token.Glued => 1_000_000,
            "mn" or "mio" or "milyon" or "million" => 1_000_000,
            "yuz" or "hundred" => 100,
            _ => 0,
        };
        if (times > 0) return true;
        var root = token.Text.StartsWith("bin", StringComparison.Ordinal) ? 3 : token.Text.StartsWith("milyon", StringComparison.Ordinal) ? 6
            : token.Glued && token.Text.StartsWith('k') ? 1 : 0;
        if (root == 0 || !Suffixes.CanFollow(token.Text.AsSpan(root))) return false;
        (times, suffix) = (root == 6 ? 1_000_000 : 1000, token.Text[root..]);
        return true;
    }

    private bool BeginsNumber(int at, bool isShare = false) => at < tokens.Count && (tokens[at].Kind == TokenKind.Number || NumberWord(at, isShare, out _, out _));

    private bool IsPercentWord(int at) => IsWord(at, "percent") || IsWord(at, "pct");

    // Between blanks it is a dash; between two numbers a range.
    private bool IsMinus(int at) => (IsSign(at, "-") && at + 1 < tokens.Count && tokens[at + 1] is { Kind: TokenKind.Number, Glued: true }
        && !(tokens[at].Glued && at > 0 && tokens[at - 1].Kind != TokenKind.Sign)) || ((IsWord(at, "minus") || (_turkish && IsWord(at, "eksi"))) && BeginsNumber(at + 1));

    private bool IsSign(int at, string sign) => at < tokens.Count && tokens[at].Kind == TokenKind.Sign && tokens[at].Text == sign;

    private bool IsWord(int at, string word) => at < tokens.Count && tokens[at].Kind == TokenKind.Word && tokens[at].Text == word;

    private static bool Advance(ref int at)
    {
        at++;
        return true;
    }

    private static decimal Times(decimal value, decimal times) => value < decimal.MaxValue / times ? value * times : value;

    private Mark MarkOf(int begin, int after, Figure figure, string suffix) => new()
    {
        Raw = string.Join(' ', tokens.Skip(begin).Take(after - begin).Select(token => token.Raw)),
        Figure = figure,
        Suffix = suffix,
        Concepts = figure.IsWeak ? [] : [Concept.Number],
        IsGlued = tokens[begin].Glued,
    };
}
