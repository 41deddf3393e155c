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

    /// <summary>Signed position now, base asset.</summary>
    public decimal? PositionBefore { get; init; }

    /// <summary>Signed position when the order has filled, base asset.</summary>
    public decimal? PositionAfter { get; init; }

    /// <summary>Initial margin of the position now, at the mark price and the symbol's leverage, USDT.</summary>
    public decimal? MarginBefore { get; init; }

    /// <summary>Initial margin of the position when the order has filled, at the same price and leverage, USDT.</summary>
    public decimal? MarginAfter { get; init; }

    public InstrumentFilters? Filters { get; init; }

    /// <summary>Whether it is expected to fill whole at once.</summary>
    public bool Takes { get; init; }

    /// <summary>The symbol's leverage setting.</summary>
    public int? Leverage { get; init; }

    /// <summary>The leverage bracket that the position after a full fill falls into; canaries only.</summary>
    public LeverageTier? Tier { get; init; }

    /// <summary>Margin that the exchange would not let that position fall below, USDT; canaries only.</summary>
    public decimal? MaintenanceMargin { get; init; }

    /// <summary>The exchange's own order test; canaries only, and null where none was made.</summary>
    public OrderTest? OrderTest { get; init; }

    /// <summary>Where each item comes from and of when it is; canaries only.</summary>
    public ImmutableArray<EvidenceSource> Sources { get; init; } = [];
}
