namespace Spark.Copilot.Language;

/// <summary>Takes out what a person corrects in the same breath: 'üçte birini değil yarısını', 'not eth but sol', 'not 0.1 but 0.2'.</summary>
internal static class Corrections
{
    public static List<Mark> Without(List<Mark> marks)
    {
        var kept = new List<Mark>(marks.Count);
        for (var at = 0; at < marks.Count; at++)
        {
            if (IsTurkish(marks, at)) at++;
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

    private static bool Says(Mark mark, string word) => Normalizer.Fold(mark.Raw) == word;

    private static bool AreOfAKind(Mark one, Mark other) => (one.Figure is not null && other.Figure is not null)
        || (one.Coin is not null && other.Coin is not null) || (IsSide(one) && IsSide(other));

    private static bool IsSide(Mark mark) => mark.IsAny([Concept.Buy, Concept.Sell]);
}
