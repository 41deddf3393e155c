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

    /// <summary>Of several, the one it is changed to: 'from 10x to 5x', '10'dan 5'e'; null when there is one, or nothing tells.</summary>
    public static decimal? Target(Clause clause)
    {
        var marks = clause.Marks;
        var figures = Enumerable.Range(0, marks.Count).Where(at => marks[at].Figure is { IsWeak: false, IsPercent: false }).ToList();
        if (figures.Count < 2) return null;
        var targets = figures.Where(at => IsTarget(marks, at)).ToList();
        return targets is [var only] ? marks[only].Figure!.Value : null;
    }

    /// <summary>Every number that could be one: also 'one', where it is what the leverage is set to.</summary>
    public static List<decimal> Numbers(IReadOnlyList<Mark> marks) =>
        [.. Enumerable.Range(0, marks.Count).Where(at => marks[at].Figure is { IsPercent: false } figure && (!figure.IsWeak || IsTarget(marks, at))).Select(at => marks[at].Figure!.Value)];

    private static bool IsTarget(IReadOnlyList<Mark> marks, int at) => Suffixes.IsTo(marks[at].Suffix) || (at > 0 && Normalizer.Fold(marks[at - 1].Raw) is "to" or "down to" or "up to");

    public static decimal? Find(Clause clause)
    {
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            if (IsOne(clause.Marks, at)) return clause.Marks[at].Figure!.Value;
        }
        return null;
    }
}
