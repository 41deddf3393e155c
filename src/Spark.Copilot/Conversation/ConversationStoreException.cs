namespace Spark.Copilot.Conversation;

/// <summary>Conversations can't be read or kept now; the message is one line for a person. Trading doesn't depend on them.</summary>
public sealed class ConversationStoreException(string message, Exception inner) : Exception(message, inner);
