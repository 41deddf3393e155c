namespace Spark.Copilot.Language;

/// <summary>
/// Whether the verb of a wish that changes something stands in a request: 'please close btc', 'kapatır mısın', and not 'i refuse to close btc',
/// 'kapatacaktım', 'who closed btc'. What stands in none is asked about.
/// </summary>
internal static class Requests
{
    private static readonly string[] Acting =
        [Concept.Close, Concept.Cancel, Concept.Buy, Concept.Sell, Concept.Confirm, Concept.Reset, "record", "deploy", "reduceVerb", "set", "place", Concept.Open];

    private static readonly string[] Parting = [",", ".", ";", "!", ":", "\n", "(", ")", Concept.Then];

    // Words that noise lets pass and that no request begins with.
    private static readonly string[] NoOpeners =
        ["im", "i'm", "ive", "i've", "ill", "i'll", "will", "should", "think", "see", "if", "than", "still", "gonna", "gonna,", "he", "she", "they", "who", "could've", "as", "been", "being", "was", "were", "is", "are", "did", "does", "has", "have", "why", "how", "what", "when", "where", "which"];

    private static readonly string[] Tenses =
    [
        "acagim", "ecegim", "acagiz", "ecegiz", "acaktim", "ecektim", "acaktik", "ecektik", "acaklar", "ecekler", "acak", "ecek",
        "mistim", "mustum", "mistik", "mustuk", "misim", "musum", "saydim", "seydim", "saydik", "seydik", "rsam", "rsem", "rsak", "rsek",
        "bilirdim", "bilirdik", "bilirim", "bilirler", "iyordum", "uyordum", "iyordu", "uyordu", "iyorlar", "uyorlar", "iyor", "uyor", "iyorum", "uyorum", "iyoruz", "uyoruz",
        "arlar", "erler", "irlar", "irler", "urlar", "urler", "arim", "erim", "irim", "urum", "ariz", "eriz", "iriz", "uruz",
        "maliyim", "meliyim", "maliyiz", "meliyiz", "mali", "meli", "maktansa", "mektense", "digim", "dugum", "tigim", "tugum", "digimiz", "tigimiz",
        "ilan", "ulan", "inan", "ilen", "ulen", "inen", "landi", "lendi", "laninca", "maliydim", "meliydim", "caktim", "cektim", "sinlar", "sinler", "sunlar", "rsan", "rsen", "anlar", "enler", "alan", "atan", "ikan", "den", "andi", "endi", "ildi", "uldu",
    ];

    public static bool IsOne(Clause clause)
    {
        if (Asked.Opens(clause)) return false;
        if (clause.Intent is Guardrails.Actions.ActionPaths.LeverageSet or Guardrails.Actions.ActionPaths.RecordPnl && (clause.Asks || clause.Has(Concept.Query) || clause.Unknown.Any())) return false;
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            if (IsActing(clause.Marks[at]) && !HeldSides.IsOne(clause.Marks, at) && !IsRequested(clause, at)) return false;
        }
        return true;
    }

    private static bool IsActing(Mark mark) => mark.Coin is null && mark.Figure is null && mark.IsAny(Acting) && !mark.IsAny([Concept.Live, Concept.Dry, Concept.Query, Concept.OpenOrders, Concept.ReduceOnly]);

    private static bool IsRequested(Clause clause, int at)
    {
        var mark = clause.Marks[at];
        if (!mark.Is(Concept.Confirm) && IsTold(clause.Marks, at)) return false;
        for (var after = at + 1; after < clause.Marks.Count && !clause.Marks[after].IsAny(Parting); after++)
        {
            if (clause.Marks[after].IsUnknown) return false;
        }
        for (var before = at - 1; before >= 0 && !clause.Marks[before].IsAny(Parting); before--)
        {
            if (clause.Marks[before].IsUnknown || IsOwnPlan(clause.Marks, before)) return false;
            if (Array.IndexOf(NoOpeners, Normalizer.Fold(clause.Marks[before].Raw)) >= 0) return false;
        }
        return true;
    }

    // 'i'll close', 'i could close'.
    private static bool IsOwnPlan(IReadOnlyList<Mark> marks, int at) => Normalizer.Fold(marks[at].Raw) is "i" or "we"
        && (marks[at].Suffix is "ll" or "m" or "ve" or "re" || (at + 1 < marks.Count && Normalizer.Fold(marks[at + 1].Raw) is "could" or "would" && !(at + 2 < marks.Count && Normalizer.Fold(marks[at + 2].Raw) is "like" or "love")));

    private static bool IsTold(IReadOnlyList<Mark> marks, int at)
    {
        if (marks[at].Is(Concept.Passive)) return false;
        var typed = marks[at].Typed.Length > 0 ? marks[at].Typed : Normalizer.Fold(marks[at].Raw);
        if (typed.Length > 6 && typed.EndsWith("ing", StringComparison.Ordinal)) return !marks.Take(at).Any(mark => Normalizer.Fold(mark.Raw) is "mind" or "start" or "try" or "consider" or "about" or "by");
        var next = at + 1 < marks.Count ? Normalizer.Fold(marks[at + 1].Raw) : "";
        if (next is "mi" or "mu" && (typed.EndsWith("ayim", StringComparison.Ordinal) || typed.EndsWith("eyim", StringComparison.Ordinal) || typed.EndsWith("sam", StringComparison.Ordinal) || typed.EndsWith("sem", StringComparison.Ordinal) || typed.EndsWith("ilir", StringComparison.Ordinal))) return true;
        if (typed.Length > 5 && (typed.EndsWith("mak", StringComparison.Ordinal) || typed.EndsWith("mek", StringComparison.Ordinal))) return !marks.Skip(at + 1).Any(mark => Normalizer.Fold(mark.Raw).StartsWith("ist", StringComparison.Ordinal));
        if (typed is "closed" or "bought" or "sold" or "recorded" or "deployed" or "opened" or "placed") return true;
        if (IsOfAnOrder(marks, at, typed)) return false;
        if (typed.Length > 4 && Array.Exists(Tenses, tense => typed.Length > tense.Length + 1 && typed.EndsWith(tense, StringComparison.Ordinal))) return !IsAskedOfSpark(marks, at);
        return false;
    }

    // '0,002 alacak stop market emrini kur': what the order will do, and the verb of the wish comes behind it.
    private static bool IsOfAnOrder(IReadOnlyList<Mark> marks, int at, string typed) => typed is "alacak" or "satacak"
        && marks.Skip(at + 1).Take(4).Any(mark => mark.IsAny([Concept.Order, Concept.Limit, Concept.Stop, Concept.StopMarket, Concept.StopLimit, Concept.TakeProfit, Concept.TakeProfitMarket, Concept.TakeProfitLimit]))
        && marks.Skip(at + 1).Any(mark => mark.IsAny(["place", "create"]));

    // 'kapatır mısın', 'kapatabilir misiniz'.
    private static bool IsAskedOfSpark(IReadOnlyList<Mark> marks, int at) => at + 1 < marks.Count && Normalizer.Fold(marks[at + 1].Raw) is "misin" or "misiniz" or "musun" or "musunuz";
}
