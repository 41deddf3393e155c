namespace Spark.Copilot.Conversation;

/// <summary>A conversation in a list.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Title">The beginning of its first message.</param>
/// <param name="Turns">Messages answered since it began.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="UpdatedAt">When the last message was answered, UTC.</param>
public sealed record ConversationSummary(string Id, string Title, int Turns, DateTimeOffset StartedAt, DateTimeOffset UpdatedAt)
{
    private const int LongestTitle = 80;

    /// <summary>A first message as a title; never cut inside a character.</summary>
    internal static string TitleOf(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        if (line.Length <= LongestTitle) return line;
        return line[..(char.IsHighSurrogate(line[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)] + "…";
    }
}
