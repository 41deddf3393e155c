namespace Spark.Copilot.Language;

/// <summary>Takes out what a person corrects in the same breath: 'üçte birini değil yarısını', 'not eth but sol', 'not 0.1 but 0.2'.</summary>
internal static class Corrections
{
    public static List<Mark> Without(List<Mark> marks) => WithoutTurned(WithSecondThought(marks));

    private static List<Mark> WithoutTurned(List<Mark> marks)
    {
        var kept = new List<Mark>(marks.Count);
        for (var at = 0; at < marks.Count; at++)
        {
            if (IsTurkish(marks, at)) at += marks[at + 2].Is(",") ? 2 : 1;
            else if (EnglishEnd(marks, at) is { } end) at = end;
            else kept.Add(marks[at]);
        }
        return kept;
    }

    private static bool IsTurkish(List<Mark> marks, int at) => at + 2 < marks.Count && Says(marks[at + 1], "degil")
        && AreOfAKind(marks[at], marks[marks[at + 2].Is(",") && at + 3 < marks.Count ? at + 3 : at + 2]);

    private static int? EnglishEnd(List<Mark> marks, int at)
    {
        if (!Says(marks[at], "not") || at + 3 >= marks.Count || !(Says(marks[at + 2], "but") || marks[at + 2].Is(","))) return null;
        return AreOfAKind(marks[at + 1], marks[at + 3]) ? at + 2 : null;
    }

    // 'buy 0.1 sol, scratch that, 0.2 sol': what comes after takes the place of the last of its kind; nothing else may be said with it.
    private static List<Mark> WithSecondThought(List<Mark> marks)
    {
        var turn = marks.FindLastIndex(mark => mark.Is(Concept.Correcting));
        if (turn < 1) return marks;
        var after = marks.Skip(turn + 1).Where(mark => !IsFiller(mark)).ToList();
        if (after is not ([{ Figure: not null }] or [{ Figure: not null }, { Coin: not null }] or [{ Coin: not null }])) return marks;
        var before = marks.Take(turn).ToList();
        foreach (var meant in after)
        {
            var same = before.FindAll(mark => AreOfAKind(mark, meant));
            if (same.Count != 1 || !CanReplace(marks, same[0], meant)) return marks;
            before[before.IndexOf(same[0])] = meant;
        }
        return before;
    }

    private static bool IsFiller(Mark mark) => mark.IsAny([",", ".", "!", ":"]) || Array.IndexOf(Fillers, Normalizer.Fold(mark.Raw)) >= 0;

    private static readonly string[] Fillers = ["it", "the", "a", "to", "for", "of", "please", "pls", "lutfen", "bir", "make", "olacak", "olsun", "be", "should"];

    // Dollars take no place of coins, and five times as much is no slip of the tongue.
    private static bool CanReplace(List<Mark> marks, Mark said, Mark meant)
    {
        if (said.Figure is not { } before || meant.Figure is not { } after) return true;
        if (IsMoney(marks, said) != IsMoney(marks, meant) || before.IsPercent != after.IsPercent || before.IsPart != after.IsPart) return false;
        return said.Is(Concept.OrderId) || (after.Value > 0 && before.Value > 0 && after.Value <= before.Value * MostTimes && before.Value <= after.Value * MostTimes);
    }

    private const decimal MostTimes = 5;

    private static bool IsMoney(List<Mark> marks, Mark mark) => mark.Figure!.IsMoney || Neighbours.After(marks, marks.IndexOf(mark))?.Is(Concept.Dollar) == true;

    private static bool Says(Mark mark, string word) => Normalizer.Fold(mark.Raw) == word;

    private static bool AreOfAKind(Mark one, Mark other) => (one.Figure is not null && other.Figure is not null)
        || (one.Coin is not null && other.Coin is not null) || (IsSide(one) && IsSide(other)) || (one.Is(Concept.All) && other.Is(Concept.Part)) || ((one.Is(Concept.Part) || one.Figure is not null || one.IsUnknown) && other.Is(Concept.All));

    private static bool IsSide(Mark mark) => mark.IsAny([Concept.Buy, Concept.Sell]);
}
