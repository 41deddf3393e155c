namespace Spark.Copilot.Language;

/// <summary>Cuts a message at commas, full stops and words like 'and' and 'then'; lists of coins stay together.</summary>
internal static class ClauseCutter
{
    private static readonly string[] Stops = [".", ";", "?", "!", "\n"];

    private static readonly string[] Pauses = [",", ":", "(", ")", "-", "\""];

    public static List<Clause> Cut(IReadOnlyList<Mark> marks)
    {
        var clauses = new List<Clause>();
        var open = new List<Mark>();
        var joint = 3;
        var ended = false;
        var first = false;
        for (var at = 0; at < marks.Count; at++)
        {
            var strength = Strength(marks[at]);
            if (strength == 0 || IsInsideList(marks, at) || (strength < 3 && ListedOrders.IsInside(marks, at)))
            {
                if (strength == 0) open.Add(marks[at]);
                if (strength == 0 && (IsConverb(marks[at]) || IsWith(marks, at)) && at + 1 < marks.Count)
                {
                    clauses.Add(new Clause(open, joint) { IsNewSentence = ended, ComesFirst = first });
                    (open, joint, ended, first) = ([], 1, false, false);
                }
                continue;
            }
            if (open.Count > 0)
            {
                clauses.Add(new Clause(open, joint) { Asks = marks[at].Is("?"), IsNewSentence = ended, ComesFirst = first });
                (open, joint, ended, first) = ([], 0, false, false);
            }
            joint = Math.Max(joint, strength);
            ended |= marks[at].IsAny(Stops);
            first |= marks[at].Is(Concept.First);
        }
        if (open.Count > 0) clauses.Add(new Clause(open, joint) { IsNewSentence = ended, ComesFirst = first });
        return clauses;
    }

    // 'iptal edip', 'kapatıp': a verb that says 'and then' by its ending.
    private static bool IsConverb(Mark mark) => mark.Is(Concept.Converb)
        || (mark.IsAny([Concept.Buy, Concept.Sell, Concept.Cancel, Concept.Close, "start", "stop"]) && Normalizer.Fold(mark.Raw) is { Length: > 3 } raw && (raw.EndsWith("ip", StringComparison.Ordinal) || raw.EndsWith("up", StringComparison.Ordinal)));

    // 'pozisyonlarımla açık emirlerimi göster': an ending that says 'and' of two things to look at.
    private static bool IsWith(IReadOnlyList<Mark> marks, int at) => IsThing(marks[at]) && IsWithEnding(marks[at].Suffix) && marks.Skip(at + 1).Any(IsThing);

    private static bool IsThing(Mark mark) => mark.IsAny([Concept.Position, Concept.OpenOrders, Concept.Orders, "balance", "fills", "risk", "health", "guardrails"]);

    private static bool IsWithEnding(string suffix) => suffix.EndsWith("mla", StringComparison.Ordinal) || suffix.EndsWith("mle", StringComparison.Ordinal)
        || suffix.EndsWith("rla", StringComparison.Ordinal) || suffix.EndsWith("rle", StringComparison.Ordinal) || suffix is "yla" or "yle" or "la" or "le";

    private static int Strength(Mark mark) => mark switch
    {
        _ when mark.IsAny(Stops) || mark.Is(Concept.Then) => 3,
        _ when mark.IsAny(Pauses) => 2,
        _ when mark.Is(Concept.And) || mark.Is("+") || mark.Is("&") => 1,
        _ => 0,
    };

    // 'BTC, ETH and SOL': the marks on both sides are coins.
    private static bool IsInsideList(IReadOnlyList<Mark> marks, int at)
    {
        if (marks[at].IsAny(Stops)) return false;
        var before = at - 1;
        while (before >= 0 && (Strength(marks[before]) is 1 or 2 || marks[before].IsNoise)) before--;
        var after = at + 1;
        while (after < marks.Count && (Strength(marks[after]) is 1 or 2 || marks[after].IsNoise)) after++;
        return before >= 0 && after < marks.Count && marks[before].Coin is not null && marks[after].Coin is not null && marks[before].Coin != marks[after].Coin
            && !(after + 1 < marks.Count && marks[after + 1].Figure is not null);
    }
}
