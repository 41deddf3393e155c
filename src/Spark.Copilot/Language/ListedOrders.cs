namespace Spark.Copilot.Language;

/// <summary>'Cancel orders 31001 and 31002', '7788991 ile 7788992 numaralı emirler': each number of the list names an order.</summary>
internal static class ListedOrders
{
    private const decimal Smallest = 10_000;

    public static void Name(List<Mark> marks)
    {
        if (!marks.Exists(mark => mark.Is(Concept.Cancel)) || marks.Exists(mark => mark.IsAny([Concept.Buy, Concept.Sell, Concept.Dollar]))) return;
        for (var at = 0; at < marks.Count; at++)
        {
            if (!CanBeOrder(marks[at])) continue;
            List<int> list = [at];
            while (Next(marks, list[^1]) is { } next) list.Add(next);
            if (list.Count > 1 && AreNamed(marks, list))
            {
                foreach (var one in list) marks[one] = marks[one] with { Concepts = [Concept.Number, Concept.OrderId] };
            }
            at = list[^1];
        }
    }

    /// <summary>Whether the list goes on over the marks at <paramref name="at"/>: they part no wishes.</summary>
    public static bool IsInside(IReadOnlyList<Mark> marks, int at)
    {
        var (before, after) = (at - 1, at + 1);
        while (before >= 0 && IsJoint(marks[before])) before--;
        while (after < marks.Count && IsJoint(marks[after])) after++;
        return before >= 0 && after < marks.Count && marks[before].Is(Concept.OrderId) && marks[after].Is(Concept.OrderId);
    }

    private static bool AreNamed(List<Mark> marks, List<int> list) => list.Exists(at => marks[at].Is(Concept.OrderId))
        || Neighbours.Before(marks, list[0])?.IsAny([Concept.Order, Concept.Orders, Concept.Id]) == true
        || Neighbours.After(marks, list[^1])?.IsAny([Concept.Order, Concept.Orders, Concept.Id]) == true;

    private static bool CanBeOrder(Mark mark) => mark.Is(Concept.OrderId) || mark.Figure is { IsPlain: true, IsMoney: false, IsPercent: false, Value: >= Smallest };

    private static int? Next(List<Mark> marks, int at)
    {
        var next = at + 1;
        while (next < marks.Count && IsJoint(marks[next])) next++;
        return next > at + 1 && next < marks.Count && CanBeOrder(marks[next]) ? next : null;
    }

    private static bool IsJoint(Mark mark) => mark.Figure is null && mark.Coin is null && mark.IsAny([Concept.And, ","]);
}
