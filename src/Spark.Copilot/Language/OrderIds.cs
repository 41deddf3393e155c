namespace Spark.Copilot.Language;

/// <summary>Finds an order's number: digits only, named as one, or long enough not to be a size.</summary>
internal static class OrderIds
{
    private const decimal Smallest = 1000;

    public static long? Find(Clause clause)
    {
        var marks = clause.Marks.Where(mark => mark.Figure is { IsPlain: true, IsMoney: false, Value: >= 1 and <= long.MaxValue }).ToList();
        var found = marks.Find(mark => mark.Is(Concept.OrderId)) ?? marks.Find(mark => mark.Figure!.Value >= Smallest);
        return found is null ? null : (long)found.Figure!.Value;
    }
}
