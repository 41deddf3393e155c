namespace Spark.Copilot.Conversation;

/// <summary>Some of the conversations, newest first.</summary>
/// <param name="Items">From the asked-for place on.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record ConversationPage(IReadOnlyList<ConversationSummary> Items, int Total);
