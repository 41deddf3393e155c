using System.Collections.Frozen;

namespace Spark.Copilot.Language;

/// <summary>Turkish verbs that decline: 'satmayın', 'iptal etmesin', 'kapatmayalım'.</summary>
internal static class Negations
{
    private static readonly FrozenSet<string> Endings = new[]
    {
        "mayin", "meyin", "mayiniz", "meyiniz", "masin", "mesin", "masinlar", "mesinler", "mayalim", "meyelim", "mayayim", "meyeyim",
        "mayacagim", "meyecegim", "mayacagiz", "meyecegiz", "mam", "mem", "masana", "mesene", "mayiver",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Without = new[] { "madan", "meden", "maksizin", "meksizin" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it turns what stands before it round: 'sat' is a root of 'satmayın', and not its meaning.</summary>
    public static bool IsEnding(string rest) => Endings.Contains(rest) || Without.Contains(rest);

    private static readonly string[] Verbs =
        [Concept.Buy, Concept.Sell, Concept.Cancel, Concept.Close, Concept.Confirm, Concept.Open, "start", "stop", "place", "run", "set", "record", "deploy"];

    private const int ShortestRoot = 2;

    public static bool IsOne(string typed, Lexicon lexicon)
    {
        for (var length = ShortestRoot; length < typed.Length - 1; length++)
        {
            if (Endings.Contains(typed[length..]) && IsVerb(typed[..length], lexicon)) return true;
        }
        return false;
    }

    private static bool IsVerb(string root, Lexicon lexicon) => root == "et" || (lexicon.Phrases.TryGetValue(root, out var phrases)
        && phrases[^1] is { Words.Length: 1 } single && single.Turkish.Exists(concept => Verbs.Contains(concept)));
}
