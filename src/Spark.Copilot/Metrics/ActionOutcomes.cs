using Spark.Copilot.Conversation;

namespace Spark.Copilot.Metrics;

/// <summary>What an action came to, as the metrics name it.</summary>
internal static class ActionOutcomes
{
    private const string Done = "done";
    private const string Awaiting = "awaitingConfirmation";
    private const string Refused = "refused";
    private const string NotReached = "notReached";
    private const string Unknown = "unknown";

    public static IReadOnlyList<string> All { get; } = [Done, Awaiting, Refused, NotReached, Unknown];

    public static string Of(ActionOutcome outcome) =>
        outcome.Succeeded ? Done
        : outcome.AwaitsPerson ? Awaiting
        : outcome.Status == 504 || (string?)outcome.Body["error"] == "ExecutionUnknown" ? Unknown
        : outcome.Status == 503 ? NotReached
        : Refused;
}
