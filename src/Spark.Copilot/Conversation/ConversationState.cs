using System.Collections.Immutable;
using Spark.Copilot.Language;

namespace Spark.Copilot.Conversation;

/// <summary>One conversation in memory, with its newest turns. Its gate lets one message in at a time.</summary>
internal sealed class ConversationState : IDisposable
{
    /// <summary>Turns in memory; older ones are in the store alone.</summary>
    public const int MostTurns = 100;

    private readonly Func<ChatTurn, ChatTurn> _clean;
    private readonly Action<ConversationState> _keep;

    /// <param name="stored">As it was left, or a new one.</param>
    /// <param name="clean">Takes secrets out.</param>
    /// <param name="keep">Told after each turn.</param>
    public ConversationState(StoredConversation stored, Func<ChatTurn, ChatTurn> clean, Action<ConversationState> keep)
    {
        (_clean, _keep) = (clean, keep);
        Kept = stored;
    }

    public string Id => Kept.Summary.Id;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>What the store has, or is to have once it works again.</summary>
    public StoredConversation Kept { get; private set; }

    public ImmutableList<ChatTurn> Turns => Kept.Turns;

    /// <summary>Messages answered since it began.</summary>
    public int Count => Kept.Summary.Turns;

    public Dialogue Dialogue => Kept.Drafts;

    /// <summary>How many of the newest turns the store doesn't have yet.</summary>
    public int Unsaved { get; private set; }

    /// <summary>It was deleted: what is still being answered is not kept.</summary>
    public bool IsDeleted { get; set; }

    public void Add(ChatTurn turn, Dialogue after)
    {
        var clean = _clean(turn);
        var was = Kept.Summary;
        var title = was.Turns == 0 ? ConversationSummary.TitleOf(clean.Message) : was.Title;
        var turns = Turns.Count < MostTurns ? Turns.Add(clean) : Turns.RemoveAt(0).Add(clean);
        Kept = new StoredConversation(was with { Title = title, Turns = was.Turns + 1, UpdatedAt = turn.At }, after, turns);
        Unsaved = Math.Min(Unsaved + 1, turns.Count);
        _keep(this);
    }

    /// <summary>The store has everything.</summary>
    public void Saved() => Unsaved = 0;

    public void Dispose() => Gate.Dispose();
}
