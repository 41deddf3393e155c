namespace Spark.Executor.Journal;

/// <summary>
/// Something that Spark does by itself, or how it ended. <paramref name="Phase"/> is <c>started</c>, <c>done</c> or <c>failed</c>;
/// <paramref name="Id"/> ties the phases and the orders together.
/// </summary>
public sealed record AutomaticAction(string Id, string Action, string Phase, string Cause) : JournalEntry
{
    public const string Kind = "automatic.action";

    /// <summary>Cancels every order, then closes every position.</summary>
    public const string Flatten = "flatten";

    /// <summary>The exchange's dead-man timer of a symbol: set, and stopped. Setting it again is no news.</summary>
    public const string Countdown = "countdownCancel";

    public const string Started = "started";

    public const string Done = "done";

    public const string Failed = "failed";
}
