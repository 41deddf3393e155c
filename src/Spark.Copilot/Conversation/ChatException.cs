namespace Spark.Copilot.Conversation;

/// <summary>A chat request that can't be used; the message names the field, its value and what is allowed.</summary>
public sealed class ChatException(string field, string message) : Exception(message)
{
    /// <summary>The request's field at fault.</summary>
    public string Field { get; } = field;
}
