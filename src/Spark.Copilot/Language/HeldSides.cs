namespace Spark.Copilot.Language;

/// <summary>'My short', 'my 3 SOL long', 'long pozisyonum', 'shorttaki': what is held, and no wish to buy or sell.</summary>
internal static class HeldSides
{
    private const int Reach = 4;

    private static readonly string[] Endings = ["um", "im", "taki", "daki", "larim", "lari", "undan", "tan"];

    private static readonly string[] Owned = ["longum", "shortum", "sortum"];

    public static bool IsOne(IReadOnlyList<Mark> marks, int at)
    {
        var mark = marks[at];
        if (!mark.IsAny([Concept.Buy, Concept.Sell])) return false;
        if (at > 0 && marks[at - 1].Is(Concept.Mine)) return true;
        var said = Normalizer.Fold(mark.Raw);
        if (!said.StartsWith("long", StringComparison.Ordinal) && !said.StartsWith("short", StringComparison.Ordinal) && !said.StartsWith("sort", StringComparison.Ordinal)) return false;
        if (Array.Exists(Owned, word => said.StartsWith(word, StringComparison.Ordinal))) return true;
        if (at + 1 < marks.Count && Normalizer.Fold(marks[at + 1].Raw) == "var") return true;
        if (at > 0 && IsState(marks[at - 1])) return true;
        return Array.Exists(Endings, ending => mark.Suffix.StartsWith(ending, StringComparison.Ordinal)) || IsMine(marks, at);
    }

    // 'i'm short bnb'.
    private static bool IsState(Mark before) => Normalizer.Fold(before.Raw) is "am" or "im" or "i'm" or "we're" || (Normalizer.Fold(before.Raw) is "i" or "we" && before.Suffix is "m" or "re");

    private static bool IsMine(IReadOnlyList<Mark> marks, int at)
    {
        for (var before = at - 1; before >= Math.Max(0, at - Reach); before--)
        {
            if (marks[before].Is(Concept.Mine)) return true;
            if (marks[before].Figure is null && marks[before].Coin is null && !marks[before].IsNoise) return false;
        }
        return false;
    }
}
