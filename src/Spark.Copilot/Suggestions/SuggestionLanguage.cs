namespace Spark.Copilot.Suggestions;

/// <summary>The languages that suggestions come in.</summary>
internal static class SuggestionLanguage
{
    public static IReadOnlyList<string> All { get; } = ["tr", "en"];

    /// <summary><c>tr</c> or <c>en</c>; English for anything else.</summary>
    public static string Of(string? code) => code == "tr" ? "tr" : "en";
}
