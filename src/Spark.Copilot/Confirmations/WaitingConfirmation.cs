namespace Spark.Copilot.Confirmations;

/// <summary>A confirmation that nobody has answered yet, whoever asked for it.</summary>
/// <param name="Id">Names its page; it is no token.</param>
/// <param name="Summary">The exact act in one line.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="Origin">Who proposed it, such as <c>person:local</c>; null before the executor has told.</param>
internal sealed record WaitingConfirmation(string Id, string Summary, DateTimeOffset ExpiresAt, string? Origin = null)
{
    /// <summary>Where it stands among the two acts that close everything (<see cref="JointConfirmation.StepOf"/>); null: it is neither, or nobody heard.</summary>
    public int? Step { get; init; }
}
