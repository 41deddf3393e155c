namespace Spark.Copilot.Components.Batches;

/// <summary>The words of result lines.</summary>
internal static class BatchWords
{
    public static string Of(BatchStatus status) => status switch
    {
        BatchStatus.Done => "done",
        BatchStatus.Skipped => "skipped",
        BatchStatus.Awaiting => "awaitingConfirmation",
        _ => "failed",
    };
}
