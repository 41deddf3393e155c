using Spark.Domain.Orders;

namespace Spark.Executor.Ledger;

/// <summary>A carried-out action and, once known, its first answer.</summary>
internal sealed record Outcome
{
    /// <summary>The id of the request that carried it out, or of the proposal that was confirmed.</summary>
    public required string Key { get; init; }

    public required string Path { get; init; }

    /// <summary>Digest of the canonical content, the account and the principal.</summary>
    public required string Digest { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Actor { get; init; }

    public required DateTimeOffset At { get; init; }

    public ClientOrderId? ClientOrderId { get; init; }

    public string? CanaryId { get; init; }

    public string? IdempotencyScope { get; init; }

    /// <summary>SHA-256 of the used confirmation token, hex.</summary>
    public string? TokenHash { get; init; }

    /// <summary>Whether it used up a proposal, whose id is then the key.</summary>
    public bool Confirmed { get; init; }

    /// <summary>HTTP status of the first answer; null while it is awaited.</summary>
    public int? Status { get; init; }

    /// <summary>JSON of the first answer.</summary>
    public string? Body { get; init; }
}
