using Spark.Copilot.Conversation;

namespace Spark.Copilot.Metrics;

/// <summary>What a message came to, as the metrics name it.</summary>
internal static class TurnOutcomes
{
    public const string Failed = "failed";

    private const string Refused = "refused";
    private const string Clarified = "clarified";
    private const string Proposed = "proposed";
    private const string Answered = "answered";

    public static IReadOnlyList<string> All { get; } = [Proposed, Answered, Clarified, Refused, Failed];

    public static string Of(ChatReply reply) =>
        reply.Refusal is not null ? Refused
        : reply.Clarification is not null ? Clarified
        : reply.Actions.Any(card => card.Result is null) ? Proposed
        : Answered;
}
