namespace Spark.Copilot.Conversation;

/// <summary>What a person typed.</summary>
/// <param name="Message">1 to <see cref="LongestMessage"/> characters.</param>
/// <param name="ConversationId">An earlier answer's; null begins a conversation.</param>
/// <param name="Language"><c>tr</c> or <c>en</c>; null: told from the words.</param>
public sealed record ChatRequest(string Message, string? ConversationId = null, string? Language = null)
{
    /// <summary>Whether the person's role lets the brake run at once; who may only look gets a card.</summary>
    public bool MayAct { get; init; } = true;

    /// <summary>Characters of one message.</summary>
    public const int LongestMessage = 4000;
}
