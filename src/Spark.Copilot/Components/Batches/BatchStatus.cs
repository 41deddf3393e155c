namespace Spark.Copilot.Components.Batches;

/// <summary>What became of a line. Only <see cref="Done"/> says that something was carried out.</summary>
internal enum BatchStatus
{
    Done,
    Failed,

    /// <summary>Behind a failed one.</summary>
    Skipped,

    /// <summary>A person has to confirm it.</summary>
    Awaiting,

    /// <summary>Nobody knows yet whether it was carried out.</summary>
    Unknown,
}
