namespace Spark.Copilot.Language;

/// <summary>Finds the one word that differs from what was typed by a single slip: a letter more, less, other, or two swapped.</summary>
internal sealed class Typos
{
    private const int ShortestWord = 4;

    // Built when the first word is not known: a start doesn't wait for it, and the warm-up does it before anybody asks.
    private readonly Lazy<Dictionary<string, string[]>> _byPart;

    public Typos(IEnumerable<string> words) => _byPart = new Lazy<Dictionary<string, string[]>>(() => Index(words));

    private static Dictionary<string, string[]> Index(IEnumerable<string> words)
    {
        var parts = new Dictionary<string, string[]>(32_768, StringComparer.Ordinal);
        foreach (var word in words.Where(word => word.Length >= 3))
        {
            Add(word, word);
            foreach (var part in WithoutOne(word)) Add(part, word);
        }
        return parts;

        void Add(string part, string word)
        {
            if (!parts.TryGetValue(part, out var known)) parts[part] = [word];
            else if (Array.IndexOf(known, word) < 0) parts[part] = [.. known, word];
        }
    }

    /// <summary>Words one slip away that begin with the same letter, or with the first two swapped.</summary>
    /// <param name="typed">Folded.</param>
    /// <param name="alsoShort">Whether three letters can be a word of four: Turkish has too many words of three for that.</param>
    public IReadOnlyCollection<string> Near(string typed, bool alsoShort = false)
    {
        if (typed.Length is < 3 or > 24) return [];
        var near = new HashSet<string>(StringComparer.Ordinal);
        Consider(typed, typed, alsoShort, near);
        foreach (var part in WithoutOne(typed)) Consider(part, typed, alsoShort, near);
        return near;
    }

    private void Consider(string part, string typed, bool alsoShort, HashSet<string> near)
    {
        if (!_byPart.Value.TryGetValue(part, out var words)) return;
        foreach (var word in words)
        {
            if (IsOneSlip(typed, word, alsoShort)) near.Add(word);
        }
    }

    private static bool IsOneSlip(string typed, string word, bool alsoShort)
    {
        if (Math.Abs(typed.Length - word.Length) > 1) return false;
        var at = 0;
        var most = Math.Min(typed.Length, word.Length);
        while (at < most && typed[at] == word[at]) at++;
        var swapped = IsSwapped(typed, word, at);
        if (swapped) return true;
        if (at == 0) return false;
        var tail = 0;
        while (tail < most - at && typed[^(tail + 1)] == word[^(tail + 1)]) tail++;
        var isOne = Math.Max(typed.Length, word.Length) - at - tail <= 1;
        if (!isOne) return false;
        return word.Length >= ShortestWord ? typed.Length >= ShortestWord || alsoShort : typed.Length > word.Length && typed[at] == typed[at - 1];
    }

    private static bool IsSwapped(string typed, string word, int at) => typed.Length == word.Length && at + 1 < typed.Length
        && typed[at] == word[at + 1] && typed[at + 1] == word[at] && typed.AsSpan(at + 2).SequenceEqual(word.AsSpan(at + 2));

    private static IEnumerable<string> WithoutOne(string word)
    {
        for (var at = 0; at < word.Length; at++) yield return word.Remove(at, 1);
    }
}
