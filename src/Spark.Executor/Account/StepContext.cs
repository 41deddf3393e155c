using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Guardrails.Canary;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>What a step may know besides the state: time, market and rules, all as values of one moment.</summary>
internal sealed record StepContext
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The newest quote of a symbol, or null.</summary>
    public required Func<Symbol, Quote?> Quote { get; init; }

    /// <summary>The exchange's contract for a symbol, or null.</summary>
    public required Func<Symbol, Instrument?> Instrument { get; init; }

    /// <summary>When the contracts were read; null before.</summary>
    public DateTimeOffset? InstrumentsAt { get; init; }

    public required RiskLimits Limits { get; init; }

    /// <summary>What canaries that are run now will be held to.</summary>
    public CanaryBounds CanaryBounds { get; init; } = CanaryBounds.Default;

    /// <summary>Whether reaching the daily loss limit closes everything.</summary>
    public bool FlattenOnLoss { get; init; }

    /// <summary>Whether the exchange counts as slow just now.</summary>
    public bool SlowExchange { get; init; }

    public required Venue Venue { get; init; }

    public required ConfirmationMode Confirmation { get; init; }

    /// <summary>Names the account in digests: venue, exchange and key fingerprint.</summary>
    public required string Account { get; init; }

    /// <summary>Where the confirmation page stands, without the id.</summary>
    public required string ConfirmUrl { get; init; }
}
