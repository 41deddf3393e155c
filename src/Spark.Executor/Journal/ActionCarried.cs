using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>
/// An action is being carried out: from here on its idempotency key and its confirmation are used up. Committed together with what
/// it does, so that a crash can't repeat it.
/// </summary>
public sealed record ActionCarried(string OutcomeKey, string Path, string Digest) : JournalEntry
{
    public const string Kind = "action.carried";

    /// <summary>Principal and key, where the caller gave one.</summary>
    public string? IdempotencyScope { get; init; }

    /// <summary>Whether it used up a proposal, whose id is then the outcome's key.</summary>
    public bool Confirmed { get; init; }

    /// <summary>SHA-256 of the used confirmation token.</summary>
    public string? TokenHash { get; init; }

    /// <summary>The person who confirmed an agent's proposal.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>The order that it places, if it places one.</summary>
    public ClientOrderId? ClientOrderId { get; init; }

    /// <summary>The canary that it applies, if it applies one.</summary>
    public string? CanaryId { get; init; }
}
