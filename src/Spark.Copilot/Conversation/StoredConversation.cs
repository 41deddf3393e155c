using System.Collections.Immutable;
using Spark.Copilot.Language;

namespace Spark.Copilot.Conversation;

/// <summary>What a store keeps of a conversation: its summary, the drafts that are open, and its newest turns, oldest first.</summary>
internal sealed record StoredConversation(ConversationSummary Summary, Dialogue Drafts, ImmutableList<ChatTurn> Turns);
