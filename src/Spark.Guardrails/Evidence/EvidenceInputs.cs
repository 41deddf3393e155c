using System.Collections.Immutable;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;

namespace Spark.Guardrails.Evidence;

/// <summary>What evidence rests on; null is 'not known' and leaves the figures that need it null.</summary>
public sealed record EvidenceInputs
{
    public Quote? Quote { get; init; }

    public Position? Position { get; init; }

    public Instrument? Instrument { get; init; }

    /// <summary>The symbol's leverage setting.</summary>
    public int? Leverage { get; init; }

    /// <summary>Part of the notional, 0.0005 = 0.05 %.</summary>
    public decimal? TakerFee { get; init; } = 0.0005m;

    public decimal? MakerFee { get; init; } = 0.0002m;

    /// <summary>The symbol's leverage brackets, smallest notional first; empty when they were not asked for.</summary>
    public ImmutableArray<LeverageTier> Tiers { get; init; } = [];
}
