using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Components.Chat;

/// <summary>One entry of the conversation on the page; a closed set.</summary>
public abstract class ChatItem
{
    private ChatItem()
    {
    }

    /// <summary>What the person typed.</summary>
    public sealed class Asked(string text) : ChatItem
    {
        public string Text { get; } = text;

        /// <summary>The person edited it and sent it again; what it led to is no longer offered.</summary>
        public bool IsReplaced { get; set; }
    }

    /// <summary>The copilot's words, while they come in and after.</summary>
    public sealed class Answered : ChatItem
    {
        public StringBuilder Text { get; } = new();

        public ReplyState State { get; set; } = ReplyState.Streaming;

        /// <summary>The whole answer, once it is there.</summary>
        public ChatReply? Reply { get; set; }

        public bool IsEmpty => Text.Length == 0 && State == ReplyState.Done;
    }

    /// <summary>A proposed action and what has become of it.</summary>
    public sealed class Proposed(ActionCard card) : ChatItem
    {
        public ActionCard Card { get; private set; } = Keyed(card);

        public CardState State { get; set; } = StateOf(card);

        /// <summary>What the executor answered last.</summary>
        public JsonObject? Result { get; set; } = card.Result;

        /// <summary>The confirmation that a person is asked for.</summary>
        public string? ConfirmationId { get; set; }

        public DateTimeOffset? ConfirmBy { get; set; }

        /// <summary>The cards that are confirmed once, this one among them, in the order in which they are carried out; itself alone mostly.</summary>
        public IReadOnlyList<Proposed> Together { get; set; } = [];

        /// <summary>Whether the limits were asked about it.</summary>
        public CheckState Checking { get; set; }

        /// <summary>What they said; null unless <see cref="Checking"/> is <see cref="CheckState.Known"/>.</summary>
        public CardChecks? Checks { get; set; }

        /// <summary>Whether it can raise or lower exposure, so that a person confirms it.</summary>
        public bool NeedsPerson => Card.ConfirmRequired && !Card.DryRun;

        /// <summary>Whether the person may change its params: nothing has been sent, or what was sent was refused.</summary>
        public bool CanBeEdited => State is CardState.Ready or CardState.Invalid or CardState.Awaiting or CardState.Refused;

        /// <summary>The same card with other params: judged anew, asked for anew.</summary>
        public void Change(ActionCard edited)
        {
            (Card, State, Result) = (Keyed(edited), StateOf(edited), null);
            (ConfirmationId, ConfirmBy, Checking, Checks) = (null, null, CheckState.None, null);
        }

        /// <summary>What was refused for certain and is tried again is another wish.</summary>
        public void Renew() => Card = Keyed(Card);

        // Made with the card: pressed twice, or sent again after a cut, it is carried out once. A simulation has nothing to carry out.
        private static ActionCard Keyed(ActionCard card) => card with
        {
            IdempotencyKey = card.DryRun && ActionCatalogue.TryFind(card.Action, out var action) && !action.Effect.IsHarmless() ? null : "card-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)),
        };

        private static CardState StateOf(ActionCard card) => (card.Result, card.Valid) switch
        {
            (not null, _) => CardState.Done,
            (_, true) => CardState.Ready,
            _ => CardState.Invalid,
        };
    }
}
