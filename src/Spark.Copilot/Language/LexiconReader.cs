using System.Collections.Frozen;
using System.Text.Json;

namespace Spark.Copilot.Language;

/// <summary>Reads and compiles <c>prompts/lexicon</c>. Whoever extends it is told at start what can't be used.</summary>
internal static class LexiconReader
{
    private const int MostWords = 6;

    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="PromptException">A file is missing or can't be used.</exception>
    public static Lexicon Read(string folder)
    {
        var phrases = new Dictionary<string, Phrase>(StringComparer.Ordinal);
        AddWords(folder, "words.en.json", SpokenLanguage.English, phrases);
        AddWords(folder, "words.tr.json", SpokenLanguage.Turkish, phrases);
        var words = LanguagesOf(phrases.Values);
        var coins = ReadCoins(folder, "symbols.json");
        var concepts = phrases.Values.SelectMany(phrase => phrase.English.Concat(phrase.Turkish)).ToHashSet(StringComparer.Ordinal);
        concepts.UnionWith([Concept.Coin, Concept.Number, Concept.OrderId, Concept.CanaryId, Concept.Percent, Concept.Date, Concept.Part, Concept.Multiple, Concept.FakeLine, Concept.IdMark]);
        foreach (var symbol in coins.Values.Select(coin => coin.Symbol).Distinct(StringComparer.Ordinal).ToList()) coins.TryAdd(Normalizer.Fold(symbol), new CoinName(symbol, false));
        var names = coins.Where(pair => !pair.Value.Careful && pair.Key.Length >= 5).Select(pair => pair.Key);
        return new Lexicon
        {
            Words = words,
            Phrases = phrases.Values.GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
                .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Words.Length).ToArray(), StringComparer.Ordinal),
            Coins = coins.ToFrozenDictionary(StringComparer.Ordinal),
            EnglishNumbers = ReadNumbers(folder, "numbers.en.json"),
            TurkishNumbers = ReadNumbers(folder, "numbers.tr.json"),
            Dates = ReadDates(folder, "dates.json"),
            Intents = ReadRules(folder, "intents.json", concepts),
            Refusals = ReadRules(folder, "refusals.json", concepts),
            Typos = new Typos(words.Keys.Concat(names)),
        };
    }

    private static void AddWords(string folder, string file, SpokenLanguage language, Dictionary<string, Phrase> phrases) =>
        With(folder, file, json =>
        {
            foreach (var concept in json.EnumerateObject())
            {
                if (concept.Value.ValueKind != JsonValueKind.Array) throw new FormatException($"'{concept.Name}' is not a list of words");
                foreach (var value in concept.Value.EnumerateArray())
                {
                    var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"{value} under '{concept.Name}' is not text");
                    var words = WordsOf(text);
                    if (words.Length is 0 or > MostWords) throw new FormatException($"'{text}' under '{concept.Name}' is not 1 to {MostWords} words");
                    var key = string.Join(' ', words);
                    if (!phrases.TryGetValue(key, out var phrase)) phrases[key] = phrase = new Phrase(words);
                    var meanings = language == SpokenLanguage.Turkish ? phrase.Turkish : phrase.English;
                    if (!meanings.Contains(concept.Name)) meanings.Add(concept.Name);
                }
            }
        });

    // Most are plain words between single blanks, which the tokenizer would give back as they are: a start waits for all of them.
    private static string[] WordsOf(string text) => IsPlain(text) ? text.Split(' ')
        : [.. Tokenizer.Cut(Normalizer.Clean(text)).Where(token => token.Kind is TokenKind.Word).Select(token => token.Text)];

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || text[0] == ' ' || text[^1] == ' ') return false;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiLetterLower(text[at]) && !(text[at] == ' ' && text[at - 1] != ' ')) return false;
        }
        return true;
    }

    private static FrozenDictionary<string, SpokenLanguage> LanguagesOf(IEnumerable<Phrase> phrases)
    {
        var languages = new Dictionary<string, SpokenLanguage>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            var spoken = (phrase.English.Count > 0 ? SpokenLanguage.English : 0) | (phrase.Turkish.Count > 0 ? SpokenLanguage.Turkish : 0);
            foreach (var word in phrase.Words) languages[word] = languages.GetValueOrDefault(word) | spoken;
        }
        return languages.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Dictionary<string, CoinName> ReadCoins(string folder, string file)
    {
        var coins = new Dictionary<string, CoinName>(StringComparer.Ordinal);
        With(folder, file, json =>
        {
            var careful = json.GetProperty("onlyInCapitals").EnumerateArray().Select(name => Normalizer.Fold(name.GetString()!)).ToHashSet(StringComparer.Ordinal);
            foreach (var coin in json.GetProperty("coins").EnumerateObject())
            {
                foreach (var name in coin.Value.EnumerateArray().Select(value => Normalizer.Fold(value.GetString()!)).Append(Normalizer.Fold(coin.Name)))
                {
                    if (!coins.TryAdd(name, new CoinName(coin.Name.ToUpperInvariant() + "USDT", careful.Contains(name)))
                        && coins[name].Symbol != coin.Name + "USDT") throw new FormatException($"'{name}' is given to two coins");
                }
            }
        });
        return coins;
    }

    private static FrozenDictionary<string, decimal> ReadNumbers(string folder, string file)
    {
        var numbers = new Dictionary<string, decimal>(StringComparer.Ordinal);
        With(folder, file, json =>
        {
            foreach (var word in json.EnumerateObject())
            {
                numbers[Normalizer.Fold(word.Name)] = word.Value.ValueKind == JsonValueKind.Number && word.Value.TryGetDecimal(out var number) ? number
                    : throw new FormatException($"'{word.Name}' is {word.Value}, which is not a number");
            }
        });
        return numbers.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static DateWords ReadDates(string folder, string file)
    {
        DateWords? dates = null;
        With(folder, file, json => dates = new DateWords
        {
            Months = Named(json, "months", value => value.GetInt32() is >= 1 and <= 12 and var month ? month : throw new FormatException($"{value} is no month: 1 to 12")),
            Days = Named(json, "days", value => value.GetInt32()),
            Past = json.GetProperty("past").EnumerateArray().Select(word => Normalizer.Fold(word.GetString()!)).ToFrozenSet(StringComparer.Ordinal),
            Years = json.GetProperty("years").EnumerateArray().Select(word => Normalizer.Fold(word.GetString()!)).ToFrozenSet(StringComparer.Ordinal),
            Units = Named(json, "units", UnitOf),
        });
        return dates!;
    }

    private static FrozenDictionary<string, T> Named<T>(JsonElement json, string name, Func<JsonElement, T> read) => json.GetProperty(name).EnumerateObject()
        .ToFrozenDictionary(pair => Normalizer.Fold(pair.Name), pair => read(pair.Value), StringComparer.Ordinal);

    private static DateUnit UnitOf(JsonElement value) => value.GetString() switch
    {
        "day" => new DateUnit(1, 0),
        "week" => new DateUnit(7, 0),
        "month" => new DateUnit(0, 1),
        "year" => new DateUnit(0, 12),
        var other => throw new FormatException($"'{other}' is no unit: day, week, month or year"),
    };

    private static Rule[] ReadRules(string folder, string file, HashSet<string> concepts)
    {
        var rules = new List<Rule>();
        With(folder, file, json =>
        {
            foreach (var rule in json.EnumerateArray())
            {
                if (!rule.TryGetProperty("means", out var name) || !rule.TryGetProperty("when", out _)) throw new FormatException($"rule {rules.Count + 1} has no 'means' or no 'when': {name}");
                var read = new Rule
                {
                    Means = rule.GetProperty("means").GetString()!,
                    When = [.. rule.GetProperty("when").EnumerateArray().Select(group => Split(group.GetString()!))],
                    Not = rule.TryGetProperty("not", out var not) ? Split(not.GetString()!) : [],
                    Helps = rule.TryGetProperty("helps", out var helps) ? Split(helps.GetString()!) : [],
                    Score = rule.TryGetProperty("score", out var score) ? score.GetDecimal() : 0,
                    Within = rule.TryGetProperty("within", out var within) ? within.GetInt32() : 0,
                };
                if (read.When.SelectMany(group => group).Concat(read.Not).Concat(read.Helps).FirstOrDefault(name => !concepts.Contains(name)) is { } unknown)
                {
                    throw new FormatException($"the rule for {read.Means} asks for '{unknown}', which no words file has");
                }
                rules.Add(read);
            }
        });
        return [.. rules];
    }

    private static string[] Split(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void With(string folder, string file, Action<JsonElement> read)
    {
        var path = Path.Combine(folder, file);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), WithComments);
            read(json.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new PromptException($"{path} can't be used: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
