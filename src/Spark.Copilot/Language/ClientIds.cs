namespace Spark.Copilot.Language;

/// <summary>Finds a client order id: a name with a dash and a digit, or the word behind 'client id'.</summary>
internal static class ClientIds
{
    public static string? Find(Clause clause)
    {
        var marks = clause.Marks;
        for (var at = 0; at < marks.Count; at++)
        {
            if (marks[at].IsId && !marks[at].Is(Concept.CanaryId)) return marks[at].Raw;
            if (!marks[at].Is(Concept.ClientId)) continue;
            for (var next = at + 1; next < Math.Min(marks.Count, at + 4); next++)
            {
                if (marks[next].IsUnknown || (marks[next].IsId && !marks[next].Is(Concept.CanaryId))) return marks[next].Raw;
            }
        }
        return null;
    }
}
