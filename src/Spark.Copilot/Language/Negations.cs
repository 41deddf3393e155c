using System.Collections.Frozen;

namespace Spark.Copilot.Language;

/// <summary>Turkish verbs that decline: 'satmayın', 'iptal etmesin', 'kapatılmamasını', 'açılmasın'.</summary>
internal static class Negations
{
    private const int ShortestRoot = 2;

    private static readonly FrozenSet<string> Endings = new[]
    {
        "mayin", "meyin", "mayiniz", "meyiniz", "masin", "mesin", "masinlar", "mesinler", "mayalim", "meyelim", "mayayim", "meyeyim",
        "mayacagim", "meyecegim", "mayacagiz", "meyecegiz", "mam", "mem", "masana", "mesene", "mayiver", "madan", "meden", "maksizin", "meksizin",
    }.ToFrozenSet(StringComparer.Ordinal);

    // 'kapatılmaması', 'satmamanı', 'silmemeli', 'satmamak', 'kapatmıyorum': the negation has more endings behind it.
    private static readonly string[] Openings =
        ["mamas", "memes", "maman", "memen", "mamal", "memel", "mamak", "memek", "mamay", "memey", "miyor", "muyor", "mayacak", "meyecek"];

    // 'kapat-ıl-ma', 'al-ın-ma', 'sıfırla-n-ma'.
    private static readonly string[] Passives = ["il", "ul", "in", "un", "l", "n"];

    private static readonly string[] Verbs =
        [Concept.Buy, Concept.Sell, Concept.Cancel, Concept.Close, Concept.Confirm, Concept.Open, Concept.Reset, "start", "stop", "place", "run", "set", "record", "deploy", "trip", "reduceVerb"];

    // 'iptal edilmedi mi', 'kapatılmamış': what has not been done.
    private static readonly string[] Past = ["madi", "medi", "mamis", "memis"];

    private static readonly string[] Conditions =
        ["madikca", "medikce", "arsa", "erse", "irsa", "irse", "ursa", "urse", "mazsa", "mezse", "yorsa", "yorsam", "diysa", "diyse", "diginda", "diginde", "dugunda", "dugunde", "tiginda", "tiginde", "tugunda", "tugunde", "unca", "unce", "inca", "ince", "digi", "dugu"];

    /// <summary>Whether it turns what stands before it round: 'sat' is a root of 'satmayın' and of 'satılmasın', and not their meaning.</summary>
    public static bool IsEnding(string rest) => IsNegation(rest) || IsPassive(rest) || IsPast(rest);

    /// <summary>'Dönmedikçe', 'toparlarsa', 'düzelince': what has to come first.</summary>
    public static bool IsCondition(string typed) => typed.Length > 5 && Array.Exists(Conditions, ending => typed.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Whether a word is a wish that something be not done, whatever its root: 'kapatılmasın'.</summary>
    public static bool IsOptative(string typed) => typed.Length > 6
        && (typed.EndsWith("masin", StringComparison.Ordinal) || typed.EndsWith("mesin", StringComparison.Ordinal) || typed.EndsWith("masinlar", StringComparison.Ordinal) || typed.EndsWith("mesinler", StringComparison.Ordinal));

    /// <summary>The meanings of a word that declines a verb of the lexicon; null when it declines none.</summary>
    public static string[]? Of(string typed, Lexicon lexicon)
    {
        for (var length = ShortestRoot; length < typed.Length - 1; length++)
        {
            var rest = typed[length..];
            if (!IsEnding(rest) || !IsVerb(typed[..length], lexicon)) continue;
            if (IsPast(rest)) return [Concept.Passive, Concept.Past, Concept.Query];
            return IsPassive(rest) ? [Concept.NotDone, Concept.NeverDone] : [Concept.NotDone];
        }
        return null;
    }

    private static bool IsNegation(string rest) => Endings.Contains(rest) || Array.Exists(Openings, opening => rest.StartsWith(opening, StringComparison.Ordinal));

    private static bool IsPast(string rest) => Array.Exists(Past, past => rest.StartsWith(past, StringComparison.Ordinal)
        || Array.Exists(Passives, passive => rest.StartsWith(passive + past, StringComparison.Ordinal)));

    private static bool IsPassive(string rest) => Array.Exists(Passives, passive => rest.StartsWith(passive, StringComparison.Ordinal) && IsNegation(rest[passive.Length..]));

    // 'ed' is how 'et' begins before an ending: 'edilmesin'.
    private static bool IsVerb(string root, Lexicon lexicon) => root is "et" or "ed" or "yap" or "olun" || (lexicon.Phrases.TryGetValue(root, out var phrases)
        && phrases[^1] is { Words.Length: 1 } single && single.Turkish.Exists(concept => Verbs.Contains(concept)));
}
