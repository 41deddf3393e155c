namespace Spark.Copilot.Language;

/// <summary>Finds an order's number: digits only, and long enough not to be a size.</summary>
internal static class OrderIds
{
    private const decimal Smallest = 1000;

    public static long? Find(Clause clause)
    {
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            if (clause.Marks[at].Figure is not { IsPlain: true, IsMoney: false } figure || figure.Value > long.MaxValue || figure.Value < 1) continue;
            var named = Neighbours.Before(clause.Marks, at)?.IsAny(["order", "id", "#"]) == true || Neighbours.After(clause.Marks, at)?.IsAny(["id", "order"]) == true;
            if (named || figure.Value >= Smallest) return (long)figure.Value;
        }
        return null;
    }
}
