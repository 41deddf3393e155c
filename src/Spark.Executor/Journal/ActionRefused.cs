using System.Text.Json.Serialization;

namespace Spark.Executor.Journal;

/// <summary>An action that policy, state, or a risk check on something that is no order refused.</summary>
public sealed record ActionRefused(string Path, string Error, string Message) : JournalEntry
{
    public const string Kind = "action.refused";

    /// <summary>The risk check that said no; null where none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Check { get; init; }
}
