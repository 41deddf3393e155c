using Spark.Copilot.Suggestions;

namespace Spark.Copilot.Pages;

/// <summary>A short message in the corner; never the only place where something is said. One about a suggestion carries its draft and its why.</summary>
internal sealed record Toast(long Id, ToastLevel Level, string Title, string? Body, Suggestion? About = null)
{
    /// <summary>The executor's own words, in English; null: none.</summary>
    public string? Detail { get; init; }
}
