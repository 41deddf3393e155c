namespace Spark.Copilot.Conversation;

/// <summary>A message and its answer.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Message">What the person typed.</param>
/// <param name="Reply">What Spark answered.</param>
public sealed record ChatTurn(DateTimeOffset At, string Message, ChatReply Reply);
