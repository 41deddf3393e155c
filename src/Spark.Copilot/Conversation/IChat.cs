namespace Spark.Copilot.Conversation;

/// <summary>Talks with a person. It proposes; only reads and the brake act at once.</summary>
public interface IChat
{
    /// <summary>Answers one message; messages of one conversation are answered one after the other.</summary>
    /// <exception cref="ChatException">The request can't be used.</exception>
    IAsyncEnumerable<ChatEvent> StreamAsync(ChatRequest request, CancellationToken ct);
}
