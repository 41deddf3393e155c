namespace Spark.Copilot.Conversation;

/// <summary>Where conversations are kept. Every call may throw <see cref="ConversationStoreException"/>, and then nothing of it was done.</summary>
internal interface IConversationStore : IDisposable
{
    /// <summary>Newest first.</summary>
    ConversationPage List(int limit, int offset);

    /// <summary>A conversation with its newest turns; null when there is none.</summary>
    StoredConversation? Load(string id, int turns);

    /// <summary>Turns before number <paramref name="before"/> (counted from 0), oldest first.</summary>
    IReadOnlyList<ChatTurn> Turns(string id, int before, int limit);

    /// <summary>Keeps the conversation as it is now, with the last <paramref name="fresh"/> of its turns added.</summary>
    void Save(StoredConversation conversation, int fresh);

    /// <summary>Whether there was one; it is gone then, from the disk too.</summary>
    bool Delete(string id);
}
