using System.Collections.Concurrent;

namespace Spark.Copilot.Conversation;

/// <summary>Keeps conversations for the process's life, bounded: the one that rested longest makes room. For one-shot commands and evaluation.</summary>
internal sealed class MemoryConversationStore : IConversationStore
{
    private const int Most = 500;

    private readonly ConcurrentDictionary<string, StoredConversation> _byId = new(StringComparer.Ordinal);

    public ConversationPage List(int limit, int offset)
    {
        var all = _byId.Values.Select(one => one.Summary).OrderByDescending(one => one.UpdatedAt).ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        return new ConversationPage([.. all.Skip(offset).Take(limit)], all.Count);
    }

    public StoredConversation? Load(string id, int turns) =>
        _byId.TryGetValue(id, out var one) ? one with { Turns = [.. one.Turns.TakeLast(turns)] } : null;

    public IReadOnlyList<ChatTurn> Turns(string id, int before, int limit)
    {
        if (!_byId.TryGetValue(id, out var one)) return [];
        var firstKept = one.Summary.Turns - one.Turns.Count;
        return [.. one.Turns.Take(Math.Max(0, before - firstKept)).TakeLast(limit)];
    }

    public void Save(StoredConversation conversation, int fresh)
    {
        _byId[conversation.Summary.Id] = conversation;
        while (_byId.Count > Most && _byId.Values.MinBy(one => one.Summary.UpdatedAt) is { } oldest) _byId.TryRemove(oldest.Summary.Id, out _);
    }

    public bool Delete(string id) => _byId.TryRemove(id, out _);

    public void Dispose()
    {
        // Nothing is held.
    }
}
