namespace Spark.Copilot.Language;

/// <summary>Which words of the lexicon a typed word can be: itself, without its ending, or with one slip undone.</summary>
internal static class WordForms
{
    private const int ShortestRoot = 3;

    // 'kap' grabs, and begins 'kapı' and 'kapalı'; 'dur' and 'bekle' take back, and 'dursun' and 'beklesin' do not.
    private static readonly string[] OnlyWhole = ["kap", "dur", "bekle", "tut", "gec", "gece", "hata", "dil", "sali", "gerek", "sinyal"];

    /// <summary>Best first; empty when the word is unknown.</summary>
    public static List<string> Of(string typed, SpokenLanguage language, Lexicon lexicon)
    {
        var forms = new List<string>(2);
        if (lexicon.Words.ContainsKey(typed)) forms.Add(typed);
        if (language == SpokenLanguage.Turkish && forms.Count == 0 && Negations.IsOptative(typed)) return forms;
        if (language == SpokenLanguage.Turkish) AddTurkishRoots(typed, lexicon, forms);
        if (forms.Count == 0) AddEnglishRoots(typed, lexicon, forms);
        if (forms.Count == 0 && !lexicon.Coins.ContainsKey(typed)) AddCorrections(typed, language, lexicon, forms);
        return forms;
    }

    public static void AddTurkishRoots(string typed, Lexicon lexicon, List<string> forms)
    {
        for (var length = typed.Length - 1; length >= ShortestRoot; length--)
        {
            var root = typed[..length];
            if (lexicon.Words.ContainsKey(root) && Array.IndexOf(OnlyWhole, root) < 0 && Suffixes.CanFollow(typed.AsSpan(length)) && !Negations.IsEnding(typed[length..]) && !IsDuty(typed, length)) forms.Add(root);
        }
    }

    // 'almalıyım' is 'I should buy', and has nothing of 'alma', 'don't buy'.
    private static bool IsDuty(string typed, int length) => typed[length - 2] == 'm' && typed[length - 1] is 'a' or 'e' && typed.AsSpan(length).StartsWith("li", StringComparison.Ordinal);

    public static void AddEnglishRoots(string typed, Lexicon lexicon, List<string> forms)
    {
        ReadOnlySpan<string> endings = ["s", "es", "ed", "d", "ing", "er"];
        foreach (var ending in endings)
        {
            if (typed.Length - ending.Length < ShortestRoot || !typed.EndsWith(ending, StringComparison.Ordinal)) continue;
            var root = typed[..^ending.Length];
            if (lexicon.Words.ContainsKey(root)) forms.Add(root);
            if (root.Length > ShortestRoot && root[^1] == root[^2] && lexicon.Words.ContainsKey(root[..^1])) forms.Add(root[..^1]);
            if (ending == "ing" && lexicon.Words.ContainsKey(root + "e")) forms.Add(root + "e");
        }
    }

    // Endings are taken off first: 'piysadan' is 'piyasa' with a slip and an ending.
    private static void AddCorrections(string typed, SpokenLanguage language, Lexicon lexicon, List<string> forms)
    {
        var near = lexicon.Typos.Near(typed, alsoShort: language == SpokenLanguage.English);
        if (near.Count == 0 && language == SpokenLanguage.Turkish)
        {
            for (var length = typed.Length - 1; length >= 4 && near.Count == 0; length--)
            {
                if (Suffixes.CanFollow(typed.AsSpan(length))) near = lexicon.Typos.Near(typed[..length]);
            }
        }
        near = Likeliest([.. near.Where(word => !IsBraked(word, typed))], typed);
        var spoken = near.Where(word => lexicon.Words.TryGetValue(word, out var languages) && languages.HasFlag(language)).ToList();
        if (spoken.Count == 0) spoken = [.. near.Where(lexicon.Words.ContainsKey)];
        if (spoken.Select(word => MeaningOf(word, language, lexicon)).Distinct(StringComparer.Ordinal).Count() == 1) forms.AddRange(spoken);
    }

    // The brake waits for no confirmation, and 'bake' is a word of its own.
    private static bool IsBraked(string word, string typed) => word.StartsWith("brake", StringComparison.Ordinal) && typed.Length < 5;

    // A letter left out, doubled or swapped is a commoner slip than another letter in its place.
    private static IReadOnlyCollection<string> Likeliest(IReadOnlyCollection<string> near, string typed)
    {
        var single = near.Where(word => word.Length == typed.Length + 1 && IsDoubled(word, typed)).ToList();
        if (single.Count > 0) return single;
        var moved = near.Where(word => word.Length != typed.Length || word.Order().SequenceEqual(typed.Order())).ToList();
        return moved.Count > 0 ? moved : near;
    }

    // 'sel' for 'sell': one of two equal letters was left out.
    private static bool IsDoubled(string word, string typed)
    {
        for (var at = 1; at < word.Length; at++)
        {
            if (word[at] == word[at - 1] && word.Remove(at, 1) == typed) return true;
        }
        return false;
    }

    // A slip that could be two different words is no word: 'başka' is neither 'başla' nor 'banka'.
    private static string MeaningOf(string word, SpokenLanguage language, Lexicon lexicon) =>
        lexicon.Phrases.TryGetValue(word, out var phrases) && phrases[^1] is { Words.Length: 1 } single ? string.Join(' ', single.In(language).Order(StringComparer.Ordinal)) : word;
}
