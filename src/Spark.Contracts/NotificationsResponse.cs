namespace Spark.Contracts;

/// <summary>How notifications are going.</summary>
public sealed record NotificationsResponse : SparkResponse
{
    /// <summary>Those in use, by name.</summary>
    public required IReadOnlyList<string> Notifiers { get; init; }

    /// <summary>Since the start.</summary>
    public required long Delivered { get; init; }

    /// <summary>Held back since the start, because the same had been told a while before.</summary>
    public required long Repeats { get; init; }

    /// <summary>The newest, newest first.</summary>
    public required IReadOnlyList<DeadLetterView> DeadLetters { get; init; }
}
