using System.Collections.Concurrent;

namespace Spark.Copilot.Conversation;

/// <summary>Conversations of this process, bounded: the one that rested longest makes room.</summary>
public sealed class Conversations(TimeProvider time)
{
    private const int Most = 500;

    private readonly ConcurrentDictionary<string, ConversationState> _byId = new(StringComparer.Ordinal);

    /// <summary>Newest first.</summary>
    internal IReadOnlyList<ConversationState> List() => [.. _byId.Values.OrderByDescending(one => one.UpdatedAt)];

    internal ConversationState? Find(string id) => _byId.GetValueOrDefault(id);

    internal bool Remove(string id) => _byId.TryRemove(id, out _);

    internal ConversationState Begin()
    {
        var conversation = new ConversationState("c-" + Guid.CreateVersion7().ToString("N"), time.GetUtcNow());
        _byId[conversation.Id] = conversation;
        while (_byId.Count > Most && _byId.Values.MinBy(one => one.UpdatedAt) is { } oldest) _byId.TryRemove(oldest.Id, out _);
        return conversation;
    }
}
