namespace Spark.Copilot.Suggestions;

/// <summary>How pressing it is; the words are those of alerts.</summary>
public enum SuggestionSeverity
{
    Info,
    Warning,
    Critical,
}
