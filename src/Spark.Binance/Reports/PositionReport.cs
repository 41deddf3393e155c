using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>A position that is not flat, from REST.</summary>
public sealed record PositionReport
{
    public required Symbol Symbol { get; init; }

    /// <summary>BOTH on a one-way account.</summary>
    public required string PositionSide { get; init; }

    /// <summary>Signed, base asset.</summary>
    public required decimal Quantity { get; init; }

    public required decimal EntryPrice { get; init; }

    public required decimal MarkPrice { get; init; }

    public required decimal UnrealizedPnl { get; init; }

    /// <summary>Null when there is none.</summary>
    public decimal? LiquidationPrice { get; init; }

    /// <summary>Only where the reply carries it; otherwise ask for the symbol's settings.</summary>
    public int? Leverage { get; init; }

    public required DateTimeOffset UpdateTime { get; init; }
}
