namespace Spark.Copilot.Language;

/// <summary>Reads 'for real' and 'simulate', with the words that turn them round. In doubt it is a simulation.</summary>
internal static class WordsOfMode
{
    private static readonly string[] Turning = [Concept.Not, Concept.NotDone, Concept.Unwanted];

    // 'dene, gönderme' is no wish for the real thing: only words that decline the simulation itself turn it.
    private static readonly string[] Unwanting = [Concept.Not, Concept.Unwanted];

    public static Mode Of(Clause clause)
    {
        var live = false;
        var dry = false;
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            var mark = clause.Marks[at];
            if (mark.Is(Concept.NotReal)) dry = true;
            else if (mark.Is(Concept.NotDry)) live = true;
            else if (mark.Is(Concept.Dry))
            {
                if (IsTurned(clause.Marks, at, wide: false)) live = true;
                else dry = true;
            }
            else if (mark.Is(Concept.Live))
            {
                if (IsTurned(clause.Marks, at, wide: true)) dry = true;
                else live = true;
            }
        }
        return dry ? Mode.Dry : live ? Mode.Live : Mode.Unsaid;
    }

    // 'not … live' comes before it in English, 'canlı … olmasın' behind it in Turkish.
    private static bool IsTurned(IReadOnlyList<Mark> marks, int at, bool wide)
    {
        if (!wide && at > 0 && marks[at - 1].Is(Concept.Not)) return true;
        for (var before = at - 1; wide && before >= Math.Max(0, at - 4); before--)
        {
            if (marks[before].Is(",")) break;
            if (marks[before].Is(Concept.Not)) return true;
        }
        for (var after = at + 1; after < Math.Min(marks.Count, at + (wide ? 5 : 2)); after++)
        {
            if (marks[after].Is(",")) break;
            if (marks[after].IsAny(wide ? Turning : Unwanting)) return true;
        }
        return false;
    }
}
