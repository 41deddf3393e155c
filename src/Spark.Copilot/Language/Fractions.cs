namespace Spark.Copilot.Language;

/// <summary>The part of a position that words name: half, 25%, a quarter.</summary>
internal static class Fractions
{
    /// <summary>Null when no part is named; over 1 or a bare number when it can't be one.</summary>
    public static decimal? Of(Clause clause)
    {
        foreach (var mark in clause.Marks)
        {
            if (mark.Figure is { IsPercent: true } percent) return percent.Value / 100;
            if (mark.Figure is { IsPart: true } part) return part.Value;
            if (mark.Figure is { IsWeak: false, IsPlain: false, Value: > 0 and < 1 } share && mark.Coin is null) return share.Value;
        }
        return clause.Marks.Any(mark => mark.Figure is { IsWeak: false }) ? 0 : null;
    }
}
