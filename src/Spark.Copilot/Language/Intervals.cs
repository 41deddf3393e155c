using Spark.Domain.Markets;

namespace Spark.Copilot.Language;

/// <summary>Finds a candle interval: 1h, 15 dakikalık, 4 hour.</summary>
internal static class Intervals
{
    public static string? Find(Clause clause)
    {
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            if (clause.Marks[at].Figure is not { } figure) continue;
            var unit = Letter(clause.Marks[at], at + 1 < clause.Marks.Count ? clause.Marks[at + 1] : null);
            if (unit is null) continue;
            var value = unit == "m!" ? figure.Value / 1_000_000 : figure.Value;
            var interval = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value:0}{unit.TrimEnd('!')}");
            if (CandleInterval.IsKnown(interval)) return interval;
        }
        return Word(clause);
    }

    /// <summary>What the person asked for, in their words.</summary>
    public static string Describe(Clause clause) => string.Join(' ', clause.Marks.Select(mark => mark.Raw)).Trim();

    // '15m' was read as fifteen million.
    private static string? Letter(Mark number, Mark? next)
    {
        if (number.Raw.EndsWith('m') && number.Figure!.Value >= 1_000_000) return "m!";
        return next is null ? null : UnitOf(Normalizer.Fold(next.Raw));
    }

    private static string? UnitOf(string word) => word switch
    {
        "m" or "min" or "mins" or "minute" or "minutes" or "dk" => "m",
        "h" or "hr" or "hrs" or "hour" or "hours" or "hourly" or "sa" => "h",
        "d" or "day" or "days" or "daily" => "d",
        "w" or "week" or "weekly" => "w",
        _ => Rooted(word, "dakika") ? "m" : Rooted(word, "saat") ? "h" : Rooted(word, "gun") ? "d" : Rooted(word, "hafta") ? "w" : Rooted(word, "dk") ? "m" : null,
    };

    private static bool Rooted(string word, string root) => word.StartsWith(root, StringComparison.Ordinal) && Suffixes.CanFollow(word.AsSpan(root.Length));

    private static string? Word(Clause clause)
    {
        foreach (var mark in clause.Marks)
        {
            switch (Normalizer.Fold(mark.Raw))
            {
                case "hourly" or "saatlik": return "1h";
                case "daily" or "gunluk": return "1d";
                case "weekly" or "haftalik": return "1w";
            }
        }
        return null;
    }
}
