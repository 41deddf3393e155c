namespace Spark.Copilot.Language;

/// <summary>The marks next to one, words that say nothing skipped, never across a comma.</summary>
internal static class Neighbours
{
    private const int Reach = 3;

    public static Mark? Before(IReadOnlyList<Mark> marks, int at) => Find(marks, at, -1);

    public static Mark? After(IReadOnlyList<Mark> marks, int at) => Find(marks, at, +1);

    public static int IndexOf(this IReadOnlyList<Mark> marks, Mark mark)
    {
        for (var at = 0; at < marks.Count; at++)
        {
            if (ReferenceEquals(marks[at], mark)) return at;
        }
        return -1;
    }

    private static bool IsSilent(Mark mark) => mark.Concepts.Length > 0 && Array.TrueForAll(mark.Concepts,
        concept => concept is Concept.Noise or Concept.Mine or Concept.Until or Concept.Each or "off" or "included" or Concept.Keep or Concept.Doubt or Concept.TakeBack);

    private static Mark? Find(IReadOnlyList<Mark> marks, int from, int step)
    {
        var skipped = 0;
        for (var at = from + step; at >= 0 && at < marks.Count; at += step)
        {
            var mark = marks[at];
            if (mark.Is(",") || mark.Figure is not null) return mark.Figure is not null ? mark : null;
            if (!IsSilent(mark) || mark.Coin is not null) return mark;
            if (++skipped > Reach) return null;
        }
        return null;
    }
}
