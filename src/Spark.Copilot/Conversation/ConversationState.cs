using System.Collections.Immutable;
using Spark.Copilot.Language;

namespace Spark.Copilot.Conversation;

/// <summary>One conversation in memory. Its gate lets one message in at a time.</summary>
internal sealed class ConversationState(string id, DateTimeOffset startedAt) : IDisposable
{
    /// <summary>Turns kept; older ones fall off.</summary>
    private const int MostTurns = 100;

    public string Id { get; } = id;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public DateTimeOffset UpdatedAt { get; private set; } = startedAt;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    public ImmutableList<ChatTurn> Turns { get; private set; } = [];

    /// <summary>Messages answered since it began.</summary>
    public int Count { get; private set; }

    public Dialogue Dialogue { get; private set; } = Dialogue.Empty;

    public void Add(ChatTurn turn, Dialogue after)
    {
        (Dialogue, UpdatedAt, Count) = (after, turn.At, Count + 1);
        Turns = Turns.Count < MostTurns ? Turns.Add(turn) : Turns.RemoveAt(0).Add(turn);
    }

    public void Dispose() => Gate.Dispose();
}
