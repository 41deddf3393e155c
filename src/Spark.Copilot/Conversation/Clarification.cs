namespace Spark.Copilot.Conversation;

/// <summary>What has to be known before an action can be proposed.</summary>
/// <param name="Missing">Names of params, such as <c>quantity</c>.</param>
/// <param name="Question">One question in the person's language.</param>
public sealed record Clarification(IReadOnlyList<string> Missing, string Question);
