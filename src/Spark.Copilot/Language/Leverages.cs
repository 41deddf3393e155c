namespace Spark.Copilot.Language;

/// <summary>Finds the number that is a leverage: 5x, 'leverage 5', '5 kaldıraçla'.</summary>
internal static class Leverages
{
    public static bool IsOne(IReadOnlyList<Mark> marks, int at)
    {
        if (marks[at].Figure is not { IsPercent: false, IsMoney: false } || marks[at].Is(Concept.OrderId)) return false;
        if (marks[at].Is(Concept.Multiple)) return true;
        var (before, after) = (Neighbours.Before(marks, at), Neighbours.After(marks, at));
        if (after?.Is(Concept.Times) == true && Neighbours.After(marks, marks.IndexOf(after))?.Is(Concept.Leverage) == true) return true;
        if (after?.Is(Concept.Leverage) == true) return true;
        return before?.Is(Concept.Leverage) == true && after?.Coin is null && after?.IsAny([Concept.Dollar, Concept.Unit]) != true;
    }

    public static decimal? Find(Clause clause)
    {
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            if (IsOne(clause.Marks, at)) return clause.Marks[at].Figure!.Value;
        }
        return null;
    }
}
