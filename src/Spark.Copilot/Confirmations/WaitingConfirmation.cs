namespace Spark.Copilot.Confirmations;

/// <summary>A confirmation that was asked for through this copilot and that nobody has answered yet.</summary>
/// <param name="Id">Names its page; it is no token.</param>
/// <param name="Summary">The exact act in one line.</param>
/// <param name="ExpiresAt">UTC.</param>
internal sealed record WaitingConfirmation(string Id, string Summary, DateTimeOffset ExpiresAt)
{
    /// <summary>Where it stands among the two acts that close everything (<see cref="JointConfirmation.StepOf"/>); null: it is neither.</summary>
    public int? Step { get; init; }
}
