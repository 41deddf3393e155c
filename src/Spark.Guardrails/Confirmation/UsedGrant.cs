namespace Spark.Guardrails.Confirmation;

/// <summary>
/// A redeemed proposal: kept 24 hours, in the journal too, so that a repeat finds the first outcome and never acts again.
/// <see cref="TokenHash"/> is null when it had no token, <see cref="Principal"/> is the origin's
/// <see cref="Policy.Principal.Key"/>, <see cref="OutcomeKey"/> the proposal's id.
/// </summary>
public sealed record UsedGrant(TokenHash? TokenHash, string Digest, string Principal, DateTimeOffset UsedAt, string OutcomeKey)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);
}
