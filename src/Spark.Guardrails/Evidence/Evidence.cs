using System.Collections.Immutable;
using Spark.Guardrails.Risk;

namespace Spark.Guardrails.Evidence;

/// <summary>What an order would do, as a person is shown it before confirming. Null is 'not known'.</summary>
public sealed record Evidence
{
    /// <summary>Names of the checks, in order.</summary>
    public required ImmutableArray<string> RiskChecks { get; init; }

    public required ImmutableArray<RiskCheck> Checks { get; init; }

    public required bool Passed { get; init; }

    public decimal? MarkPrice { get; init; }

    /// <summary>Quantity × the largest of mark, price and stop price, USDT: what maxNotional looks at.</summary>
    public decimal? Notional { get; init; }

    /// <summary>Expected average fill price, quote asset.</summary>
    public decimal? EstimatedFillPrice { get; init; }

    /// <summary>Expected fill against mid, basis points; positive costs. Null for stop types: today's mid is not the one they meet.</summary>
    public decimal? SlippageBps { get; init; }

    /// <summary>Expected commission, USDT.</summary>
    public decimal? EstimatedFee { get; init; }

    /// <summary>Signed position when the order has filled, base asset.</summary>
    public decimal? PositionAfter { get; init; }

    /// <summary>Initial margin of that position at the symbol's leverage, USDT.</summary>
    public decimal? MarginAfter { get; init; }

    public InstrumentFilters? Filters { get; init; }
}
