namespace Spark.Copilot.Conversation;

/// <summary>What happens while a message is answered, in order; a closed set. <see cref="Done"/> is the last and repeats everything.</summary>
public abstract record ChatEvent
{
    private ChatEvent()
    {
    }

    /// <summary>More of the reply's text.</summary>
    public sealed record Delta(string Text) : ChatEvent;

    /// <summary>An action was proposed, or ran at once.</summary>
    public sealed record Carded(ActionCard Card) : ChatEvent;

    /// <summary>The whole answer.</summary>
    public sealed record Done(ChatReply Reply) : ChatEvent;
}
