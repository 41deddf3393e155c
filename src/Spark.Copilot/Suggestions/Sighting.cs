namespace Spark.Copilot.Suggestions;

/// <summary>Something that a rule sees now.</summary>
/// <param name="Code">One of <see cref="SuggestionCodes"/>.</param>
/// <param name="Subject">What it is about: a symbol, an order, a canary; empty when there is only one.</param>
/// <param name="Severity">How pressing it is.</param>
/// <param name="Values">What the sentence says: texts, and numbers that are written in the reader's language.</param>
public sealed record Sighting(string Code, string Subject, SuggestionSeverity Severity, IReadOnlyDictionary<string, object> Values)
{
    /// <summary>What would help; null where nothing does.</summary>
    public SuggestedAction? Draft { get; init; }

    /// <summary>How long it has to be so before it is worth a word.</summary>
    public TimeSpan Hold { get; init; }

    /// <summary>Names it among all others.</summary>
    public string Key => KeyOf(Code, Subject);

    public static string KeyOf(string code, string subject) => $"{code}:{subject}";
}
