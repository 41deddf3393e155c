namespace Spark.Copilot.Language;

/// <summary>The part of a position that words name: half, 25%, a quarter.</summary>
internal static class Fractions
{
    /// <summary>Null when no part is named; over 1 or a bare number when it can't be one.</summary>
    public static decimal? Of(Clause clause)
    {
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            var mark = clause.Marks[at];
            if (mark.Figure is { IsPercent: true } percent) return percent.Value / 100;
            if (mark.Figure is { IsPart: true } part) return part.Value;
            if (mark.Figure is { IsWeak: false, IsPlain: false, Value: > 0 and < 1 } share && !IsSize(clause.Marks, at)) return share.Value;
        }
        return clause.Marks.Any(mark => mark.Figure is { IsWeak: false }) ? 0 : null;
    }

    // '0.004 btc' is a size of coins, and no part of a position.
    private static bool IsSize(IReadOnlyList<Mark> marks, int at) => at + 1 < marks.Count && (marks[at + 1].Coin is not null || marks[at + 1].Is(Concept.Unit));
}
