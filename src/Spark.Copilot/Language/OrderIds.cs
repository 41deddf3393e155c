namespace Spark.Copilot.Language;

/// <summary>Finds an order's number: digits only, named as one, or long enough not to be a size.</summary>
internal static class OrderIds
{
    private const decimal Smallest = 1000;

    /// <summary>Every number that is named as an order's.</summary>
    public static List<long> All(Clause clause) => [.. clause.Marks.Where(mark => mark.Is(Concept.OrderId) && mark.Figure is { Value: >= 1 and <= long.MaxValue }).Select(mark => (long)mark.Figure!.Value).Distinct()];

    public static long? Find(Clause clause)
    {
        var marks = clause.Marks.Where(mark => mark.Figure is { IsPlain: true, IsMoney: false, Value: >= 1 and <= long.MaxValue }).ToList();
        var found = marks.Find(mark => mark.Is(Concept.OrderId)) ?? marks.Find(mark => mark.Figure!.Value >= Smallest);
        return found is null ? null : (long)found.Figure!.Value;
    }
}
