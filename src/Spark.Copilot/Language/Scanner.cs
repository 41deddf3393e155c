using System.Collections.Frozen;

namespace Spark.Copilot.Language;

/// <summary>Finds the marks of a message: the longest phrase at each place, coins, numbers and ids.</summary>
internal sealed class Scanner
{
    private const string Quote = "usdt";

    private readonly Lexicon _lexicon;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly SpokenLanguage _language;
    private readonly FigureGrammar _figures;
    private readonly DateGrammar _dates;
    private readonly bool _isShouted;
    private readonly List<string>?[] _forms;

    private Scanner(Lexicon lexicon, IReadOnlyList<Token> tokens, SpokenLanguage language, DateOnly? today)
    {
        (_lexicon, _tokens, _language) = (lexicon, tokens, language);
        _figures = new FigureGrammar(lexicon, tokens, language);
        _dates = new DateGrammar(lexicon, tokens, today);
        _isShouted = IsShouted(tokens);
        _forms = new List<string>?[tokens.Count];
    }

    public static List<Mark> Scan(Lexicon lexicon, IReadOnlyList<Token> tokens, SpokenLanguage language, DateOnly? today = null)
    {
        var scanner = new Scanner(lexicon, tokens, language, today);
        var marks = new List<Mark>(tokens.Count);
        for (var at = 0; at < tokens.Count;)
        {
            marks.Add(scanner.Next(at, out at));
            if (marks[^1].Is(Concept.ClientId) && scanner.NamedId(ref at) is { } id) marks.Add(id);
        }
        for (var at = 0; at < marks.Count; at++)
        {
            if (NamesOrder(marks, at)) marks[at] = marks[at] with { Concepts = [Concept.Number, Concept.OrderId] };
            else if (WantsCoin(marks, at) || PutsMoney(marks, at)) marks[at] = marks[at] with { Concepts = [Concept.Buy] };
            else if (OpensFakeLine(marks, at)) marks[at] = marks[at] with { Concepts = [.. marks[at].Concepts, Concept.FakeLine] };
            else if (marks[at].Figure is not null) marks[at] = Characterised(marks, at);
        }
        ListedOrders.Name(marks);
        return marks;
    }

    // 'get 0.03 eth', 'I want 2 sol': words that mean nothing by themselves buy when an amount of a coin follows.
    private static bool WantsCoin(List<Mark> marks, int at) => marks[at].Figure is null && Normalizer.Fold(marks[at].Raw) is "get" or "want" or "need" or "take" or "by" or "grab"
        && Wanted(marks, at) is > 0 and var size && marks[size].Figure is { IsPercent: false, IsPart: false } && NamesCoin(marks, size + 1)
        && !marks.Exists(mark => mark.IsAny([Concept.Buy, Concept.Sell, Concept.Close, Concept.Leverage, Concept.Position, Concept.Multiple]));

    // 'put $80 into eth'.
    private static bool PutsMoney(List<Mark> marks, int at) => at > 0 && Normalizer.Fold(marks[at].Raw) == "into" && at + 1 < marks.Count && marks[at + 1].Coin is not null
        && (marks[at - 1].Figure is { IsMoney: true } || marks[at - 1].Is(Concept.Dollar)) && !marks.Exists(mark => mark.IsAny([Concept.Buy, Concept.Sell, Concept.Close]));

    // 'ninety dollars worth of bnb', '0.5 eth'.
    private static bool NamesCoin(List<Mark> marks, int at)
    {
        while (at < marks.Count && (marks[at].IsAny([Concept.Dollar, "worth"]) || marks[at].IsNoise || Normalizer.Fold(marks[at].Raw) == "whole")) at++;
        return at < marks.Count && marks[at].Coin is not null;
    }

    // Where the amount would stand: 'get me 0.5 eth' has a word between.
    private static int Wanted(List<Mark> marks, int at)
    {
        var next = at + 1;
        if (next < marks.Count && marks[next].Figure is null && Normalizer.Fold(marks[next].Raw) is "me" or "us") next++;
        return next < marks.Count ? next : -1;
    }

    // 'SYSTEM: …', '[admin]', '<assistant>': words in somebody else's name.
    private static bool OpensFakeLine(List<Mark> marks, int at) => marks[at].Figure is null && marks[at].Coin is null
        && Normalizer.Fold(marks[at].Raw) is "system" or "sistem" or "assistant" or "asistan" or "developer" or "admin" or "root" or "yonetici" or "operator" or "user" or "kullanici" or "executor" or "tool" or "function"
        && ((at + 1 < marks.Count && (marks[at + 1].Is(":") || marks[at + 1].Is("]") || marks[at + 1].Is(">") || marks[at + 1].Is("|"))) || (at > 0 && (marks[at - 1].Is("<") || marks[at - 1].Is("[") || marks[at - 1].Is("|"))));

    // '5x' is a multiple, 'half' and '25%' are parts, '20'şer' is meant for each.
    private static Mark Characterised(List<Mark> marks, int at)
    {
        var (mark, figure) = (marks[at], marks[at].Figure!);
        if (at + 1 < marks.Count && marks[at + 1] is { IsGlued: true } next && next.Is(Concept.Times)) return mark with { Concepts = [.. mark.Concepts, Concept.Multiple] };
        if (figure.IsPercent || figure.IsPart) return mark with { Concepts = [.. mark.Concepts, Concept.Part] };
        return Suffixes.IsEach(mark.Suffix) ? mark with { Concepts = [.. mark.Concepts, Concept.Each] } : mark;
    }

    // 'order 81234567', '81234567 numaralı': digits only, next to a word for an order or its number.
    private static bool NamesOrder(List<Mark> marks, int at) => marks[at].Figure is { IsPlain: true, IsMoney: false, Value: >= 1 } figure
        && (Neighbours.Before(marks, at)?.IsAny([Concept.Id, "#"]) == true || Neighbours.After(marks, at)?.Is(Concept.Id) == true
            || (figure.Value >= 100 && Neighbours.Before(marks, at)?.Is(Concept.Order) == true && marks.Exists(mark => mark.Is(Concept.Cancel)) && !marks.Exists(mark => mark.IsAny([Concept.Buy, Concept.Sell])))
            || (figure.Value >= 100_000 && marks.Exists(mark => mark.Is(Concept.Query)) && marks.Exists(mark => mark.Is("fills")) && !marks.Exists(mark => mark.IsAny([Concept.Buy, Concept.Sell])))
            || (figure.Value >= 10_000 && Neighbours.Before(marks, at)?.Is(Concept.Order) == true)
            || (figure.Value >= 100_000 && (Neighbours.Before(marks, at)?.Is(Concept.Cancel) == true || Neighbours.After(marks, at)?.Is(Concept.Cancel) == true)));

    private Mark Next(int at, out int after)
    {
        var token = _tokens[at];
        after = at + 1;
        if (token.Kind == TokenKind.Id) return IdMark(token);
        if (token.Kind == TokenKind.Sign && token.Text is not ("$" or "%" or "-")) return SignMark(token);
        if (_dates.TryRead(at, out var later) is { } date)
        {
            after = later;
            return date;
        }
        var phrase = token.Kind == TokenKind.Word ? FindPhrase(at, out var words) : Nothing(out words);
        if ((phrase is null || words == 1) && Declined(at) is { } declined) return declined;
        if (phrase is not null && words > 1) return PhraseMark(at, phrase, words, out after);
        if (_figures.TryRead(at, out var behind) is { } figure)
        {
            after = behind;
            return figure;
        }
        if (token.Kind == TokenKind.Word && FindCoin(at, out var last) is { } coin) return CoinMark(at, coin, last, out after);
        if (phrase is not null) return PhraseMark(at, phrase, words, out after);
        if (token.Kind == TokenKind.Word && _language == SpokenLanguage.Turkish && Negations.IsCondition(token.Text)) return new Mark { Raw = token.Raw, Suffix = token.Suffix, Concepts = [Concept.Doubt], IsUnknown = true, IsGlued = token.Glued };
        return token.Kind == TokenKind.Sign ? SignMark(token) : new Mark { Raw = token.Raw, Suffix = token.Suffix, IsUnknown = true, IsGlued = token.Glued, LooksLikeCoin = !_isShouted && token.Raw.Length is >= 2 and <= 10 && IsCapital(token.Raw) };
    }

    // 'satmayın', 'kapatılmasın': a word of its own in the lexicon keeps its meaning.
    private Mark? Declined(int at)
    {
        var token = _tokens[at];
        if (token.Kind != TokenKind.Word || _language != SpokenLanguage.Turkish || IsListed(token.Text)) return null;
        return Negations.Of(token.Text, _lexicon) is { } meanings ? new Mark { Raw = token.Raw, Concepts = meanings, IsGlued = token.Glued } : null;
    }

    private bool IsListed(string text) => _lexicon.Phrases.TryGetValue(text, out var phrases) && phrases[^1].Words.Length == 1;

    // 'client order id exit.9', 'clientOrderId=swing.ada:2': written without a blank, it is one name.
    private Mark? NamedId(ref int at)
    {
        var begin = at;
        while (begin < _tokens.Count && _tokens[begin] is { Kind: TokenKind.Sign, Text: "=" or ":" } or { Kind: TokenKind.Word, Text: "is" }) begin++;
        var end = begin;
        var parts = false;
        while (end < _tokens.Count && (end == begin || _tokens[end].Glued) && (_tokens[end].Kind != TokenKind.Sign || (_tokens[end].Text is "." or ":" or "-" or "_" && end + 1 < _tokens.Count && _tokens[end + 1] is { Glued: true, Kind: not TokenKind.Sign })))
        {
            parts |= _tokens[end].Kind == TokenKind.Sign;
            end++;
        }
        if (!parts || _tokens[begin].Kind == TokenKind.Sign) return null;
        at = end;
        return new Mark { Raw = string.Concat(_tokens.Skip(begin).Take(end - begin).Select(token => token.Raw)), IsId = true, Concepts = [Concept.IdMark] };
    }

    private static Phrase? Nothing(out int words)
    {
        words = 0;
        return null;
    }

    private Phrase? FindPhrase(int at, out int words)
    {
        Phrase? best = null;
        foreach (var form in Forms(at))
        {
            if (!_lexicon.Phrases.TryGetValue(form, out var phrases)) continue;
            foreach (var phrase in phrases)
            {
                if (phrase.Words.Length < (best?.Words.Length ?? 0)) break;
                if (best is not null && phrase.Words.Length == best.Words.Length && !IsExact(phrase, at)) continue;
                if (best is not null && phrase.Words.Length == best.Words.Length && IsExact(best, at)) break;
                if (Matches(phrase, at)) best = phrase;
            }
        }
        words = best?.Words.Length ?? 0;
        return best;
    }

    private bool Matches(Phrase phrase, int at)
    {
        var token = at;
        for (var word = 1; word < phrase.Words.Length; word++)
        {
            token++;
            if (token < _tokens.Count && _tokens[token] is { Kind: TokenKind.Sign, Text: "-" or "/" or "_" }) token++;
            if (token >= _tokens.Count || _tokens[token].Kind != TokenKind.Word || !Forms(token).Contains(phrase.Words[word])) return false;
        }
        return true;
    }

    // 'onay sormadan' is nearer to what was typed than 'onay sor' with an ending.
    private bool IsExact(Phrase phrase, int at)
    {
        for (var word = 0; word < phrase.Words.Length; word++)
        {
            if (at + word >= _tokens.Count || _tokens[at + word].Text != phrase.Words[word]) return false;
        }
        return true;
    }

    private List<string> Forms(int at) => _forms[at] ??= WordForms.Of(_tokens[at].Text, _language, _lexicon);

    private Mark PhraseMark(int at, Phrase phrase, int words, out int after)
    {
        var token = at;
        for (var word = 1; word < words; word++)
        {
            token++;
            if (_tokens[token].Kind == TokenKind.Sign) token++;
        }
        after = token + 1;
        var typed = _tokens[token].Text;
        var suffix = _tokens[token].Suffix;
        var root = phrase.Words[^1];
        if (suffix.Length == 0 && typed.Length > root.Length && typed.StartsWith(root, StringComparison.Ordinal)) suffix = typed[root.Length..];
        var concepts = words == 1 ? WithRoot(at, phrase) : phrase.In(_language);
        if (words == 1 && _language == SpokenLanguage.Turkish && Suffixes.IsPast(suffix)) concepts = Told(concepts);
        return new Mark { Raw = _tokens[at].Raw, Concepts = concepts, Typed = typed, Suffix = suffix, IsGlued = _tokens[at].Glued };
    }

    // 'kapattım', 'haber çıktı': it tells what was, and asks for nothing.
    private static string[] Told(string[] concepts) => Array.Exists(concepts, concept => Wishes.Contains(concept)) ? [.. concepts.Where(concept => !Wishes.Contains(concept)), Concept.Past] : concepts;

    private static readonly string[] Wishes = [Concept.Buy, Concept.Sell, Concept.Close, Concept.Cancel, Concept.Reset, "stop", "start", "deploy", "record", "set", "place", Concept.Open, "trip", "run"];

    // A form that is listed for one meaning keeps those of its root: 'emirleri' are orders, and 'emir' is one.
    private string[] WithRoot(int at, Phrase phrase)
    {
        var concepts = phrase.In(_language);
        if (concepts is [Concept.Noise] || Forms(at) is not [var form, var root, ..] || form != _tokens[at].Text || !_lexicon.Phrases.TryGetValue(root, out var phrases) || phrases[^1] is not { Words.Length: 1 } single) return concepts;
        return ReferenceEquals(single, phrase) ? concepts : [.. concepts.Union(single.In(_language), StringComparer.Ordinal)];
    }

    private CoinName? FindCoin(int at, out int last)
    {
        last = at;
        var token = _tokens[at];
        if (InTwoWords(at) is { } named)
        {
            last = at + 1;
            return WithQuote(at, named, ref last);
        }
        if (Named(token.Text, token.Raw, at) is { } exact) return WithQuote(at, exact, ref last);
        if (token.Text.Length > Quote.Length + 1 && QuoteAt(token.Text) is > 1 and var cut && Suffixes.CanFollowCoin(token.Text.AsSpan(cut + Quote.Length)))
        {
            return Quoted(token.Text[..cut], token.Raw[..cut]);
        }
        return _lexicon.Words.ContainsKey(token.Text) ? null : Inflected(at) ?? Misspelt(at);
    }

    // 'bitcoin cash' is no bitcoin.
    private CoinName? InTwoWords(int at)
    {
        if (at + 1 >= _tokens.Count || _tokens[at + 1].Kind != TokenKind.Word || _tokens[at].Text.Length < 3) return null;
        var (first, second) = (_tokens[at].Text, _tokens[at + 1].Text);
        for (var length = second.Length; length >= 2; length--)
        {
            if (length < second.Length && (_language != SpokenLanguage.Turkish || !Suffixes.CanFollowCoin(second.AsSpan(length)))) continue;
            if (first.Length + length >= ShortestInTwoWords && _lexicon.Coins.TryGetValue(string.Concat(first, second.AsSpan(0, length)), out var coin) && !coin.Careful) return coin;
        }
        return null;
    }

    private const int ShortestInTwoWords = 8;

    private static int QuoteAt(string text) => text.LastIndexOf(Quote, StringComparison.Ordinal);

    private CoinName? Named(string text, string raw, int at) =>
        _lexicon.Coins.TryGetValue(text, out var coin) && (!coin.Careful || (IsCapital(raw) && !_isShouted) || (!coin.IsListed && StandsAsCoin(at))) ? coin : null;

    // An ordinary word is a coin where only a coin can stand: '30 usdt near', '10 near', 'near'dan'.
    private bool StandsAsCoin(int at) => (_tokens[at].Suffix.Length > 1 && Suffixes.CanFollowCoin(_tokens[at].Suffix))
        || (at > 0 && (_tokens[at - 1].Kind == TokenKind.Number || IsDollar(_tokens[at - 1].Text)) && !IsNumberWord(_tokens[at].Text))
        || (_tokens[at].Text.Length > 3 && ((_language == SpokenLanguage.Turkish && !IsTurkish(_tokens[at].Text)) || IsInCompany(at)));

    // 'my near position', 'near prices', 'sol and near', 'short some near'.
    private bool IsInCompany(int at) => (At(at + 1) is { } next && Company.Contains(next)) || (IsJoint(At(at - 1)) && IsPlainCoin(At(at - 2))) || (IsJoint(At(at + 1)) && IsPlainCoin(At(at + 2)))
        || (At(at - 1) is "some" or "on" && At(at + 1) is null or "please" or "pls" or "," or ".");

    private bool IsTurkish(string text) => _lexicon.Words.TryGetValue(text, out var languages) && languages.HasFlag(SpokenLanguage.Turkish);

    private string? At(int at) => at >= 0 && at < _tokens.Count ? _tokens[at].Text : null;

    private bool IsPlainCoin(string? text) => text is not null && _lexicon.Coins.TryGetValue(text, out var coin) && !coin.Careful;

    private static bool IsJoint(string? text) => text is "and" or "," or "&" or "+" or "ve" or "ile" or "or";

    private static readonly FrozenSet<string> Company = new[] { "position", "positions", "price", "prices", "feed", "feeds", "stream", "streams", "orders", "perp", "perpetual", "usdt", "trading", "leverage", "fills", "canary", "quote", "long", "short", "longs", "shorts" }.ToFrozenSet(StringComparer.Ordinal);

    private bool IsNumberWord(string text) => _lexicon.Numbers(_language).ContainsKey(text);

    private static bool IsDollar(string text) => text.StartsWith("usd", StringComparison.Ordinal) || text.StartsWith("dolar", StringComparison.Ordinal) || text is "dollars" or "bucks";

    // Nearly everything in capitals: then capitals tell nothing of a word.
    private static bool IsShouted(IReadOnlyList<Token> tokens)
    {
        var (letters, capitals) = (0, 0);
        foreach (var token in tokens)
        {
            if (token.Kind != TokenKind.Word) continue;
            letters += token.Raw.Length;
            capitals += token.Raw.Count(char.IsUpper);
        }
        return letters > 8 && capitals * 4 >= letters * 3;
    }

    private CoinName? Quoted(string root, string raw) => _lexicon.Coins.TryGetValue(root, out var coin) ? coin
        : root.EndsWith('u') && _lexicon.Coins.TryGetValue(root[..^1], out var doubled) ? doubled
        : IsCapital(raw) && root.All(char.IsAsciiLetterOrDigit) ? new CoinName(root.ToUpperInvariant() + "USDT", false) : null;

    private CoinName? Inflected(int at)
    {
        var token = _tokens[at];
        if (_language != SpokenLanguage.Turkish) return token.Text.EndsWith('s') && token.Text.Length > 5 ? Named(token.Text[..^1], token.Raw, at) : null;
        for (var length = token.Text.Length - 1; length >= 3; length--)
        {
            if (Suffixes.CanFollowCoin(token.Text.AsSpan(length)) && Named(token.Text[..length], token.Raw[..length], at) is { } coin) return coin;
        }
        return null;
    }

    private CoinName? Misspelt(int at)
    {
        var token = _tokens[at];
        if (Swapped(token.Text) is { } swapped) return swapped;
        if (Forms(at).Count > 0) return null;
        for (var length = token.Text.Length; length >= 5; length--)
        {
            if (length < token.Text.Length && (_language != SpokenLanguage.Turkish || !Suffixes.CanFollowCoin(token.Text.AsSpan(length)))) continue;
            var near = _lexicon.Typos.Near(token.Text[..length]).Where(_lexicon.Coins.ContainsKey).Select(name => _lexicon.Coins[name]).Distinct().ToList();
            if (near.Count == 1) return near[0];
        }
        return null;
    }

    // 'lnik', 'doeg': a ticker of four letters with two of them swapped. Shorter ones are too near to each other.
    private CoinName? Swapped(string text)
    {
        if (text.Length != 4 || _lexicon.Words.ContainsKey(text)) return null;
        List<CoinName> found = [];
        for (var at = 0; at < 3; at++)
        {
            var other = string.Concat(text[..at], text[at + 1].ToString(), text[at].ToString(), text[(at + 2)..]);
            if (other != text && _lexicon.Coins.TryGetValue(other, out var coin) && !coin.Careful) found.Add(coin);
        }
        return found is [var only] ? only : null;
    }

    private CoinName WithQuote(int at, CoinName coin, ref int last)
    {
        if (at + 2 < _tokens.Count && _tokens[at + 1] is { Kind: TokenKind.Sign, Text: "/" or "-" or "_", Glued: true } && _tokens[at + 2] is { Glued: true, Text: "usdt" or "usd" or "perp" }) last = at + 2;
        return coin;
    }

    private Mark CoinMark(int at, CoinName coin, int last, out int after)
    {
        after = last + 1;
        return new Mark { Raw = _tokens[at].Raw, Coin = coin.Symbol, Suffix = _tokens[last].Suffix, Concepts = [Concept.Coin], IsGlued = _tokens[at].Glued };
    }

    private static Mark IdMark(Token token) => token.Text.StartsWith("canary-", StringComparison.Ordinal)
        ? new Mark { Raw = token.Raw, IsId = true, Concepts = [Concept.CanaryId], Suffix = token.Suffix }
        : new Mark { Raw = token.Raw, IsId = true, Concepts = [Concept.IdMark], Suffix = token.Suffix };

    private static Mark SignMark(Token token) => new() { Raw = token.Raw, Concepts = token.Text switch { "@" => [Concept.At], "=" => [Concept.Noise], _ => [token.Text] }, IsGlued = token.Glued };

    private static bool IsCapital(string raw) => raw.Length > 0 && raw.All(letter => char.IsUpper(letter) || char.IsDigit(letter));
}
