using System.Text.Json.Nodes;

namespace Spark.Copilot.Language;

/// <summary>Which end of a span of time each date of a clause is.</summary>
internal static class TimeRange
{
    /// <summary>Writes <c>from</c> and <c>to</c>, as far as they are said.</summary>
    public static void Write(Clause clause, JsonObject json)
    {
        var dates = clause.Marks.Where(mark => mark.Date is not null).ToList();
        if (dates.Count == 0) return;
        if (dates is [{ Date: { IsSpan: true } span }]) (json["from"], json["to"]) = (span.From, span.To);
        else if (dates.Count == 1) json[IsUntil(clause.Marks, dates[0]) ? "to" : "from"] = dates[0].Date!.From;
        else if (IsUntil(clause.Marks, dates[0]) && !IsUntil(clause.Marks, dates[1])) (json["from"], json["to"]) = (dates[1].Date!.From, EndOf(dates[0]));
        else (json["from"], json["to"]) = (dates[0].Date!.From, EndOf(dates[1]));
    }

    /// <summary>The first moment that is asked for; null when none is named.</summary>
    public static string? Since(Clause clause) => clause.Marks.FirstOrDefault(mark => mark.Date is not null)?.Date!.From;

    private static string EndOf(Mark mark) => mark.Date!.To ?? mark.Date.From;

    private static bool IsUntil(IReadOnlyList<Mark> marks, Mark date)
    {
        var at = marks.IndexOf(date);
        return (at > 0 && marks[at - 1].Is(Concept.Until)) || (at + 1 < marks.Count && marks[at + 1].Is(Concept.Until) && Suffixes.IsTo(date.Suffix));
    }
}
