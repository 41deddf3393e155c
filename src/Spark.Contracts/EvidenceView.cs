using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>What would happen, with the numbers behind it. Quote-asset amounts are in USDT; null where data is missing.</summary>
public sealed record EvidenceView
{
    /// <summary>Names of the checks, in order.</summary>
    public required IReadOnlyList<string> RiskChecks { get; init; }

    public required IReadOnlyList<RiskCheckView> Checks { get; init; }

    public required bool Passed { get; init; }

    public decimal? MarkPrice { get; init; }

    public decimal? Notional { get; init; }

    public decimal? EstimatedFillPrice { get; init; }

    /// <summary>Against the mid price; positive is worse for the order.</summary>
    public decimal? SlippageBps { get; init; }

    public decimal? EstimatedFee { get; init; }

    /// <summary>Signed position now, base asset.</summary>
    public decimal? PositionBefore { get; init; }

    /// <summary>Signed position after a full fill, base asset.</summary>
    public decimal? PositionAfter { get; init; }

    /// <summary>Initial margin of the position now.</summary>
    public decimal? MarginBefore { get; init; }

    /// <summary>Initial margin of the position after a full fill.</summary>
    public decimal? MarginAfter { get; init; }

    public FiltersView? Filters { get; init; }

    /// <summary>The exchange's own order test; canaries only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExchangeTestView? ExchangeTest { get; init; }

    /// <summary>The symbol's leverage setting; canaries only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Leverage { get; init; }

    /// <summary>Canaries only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LeverageBracketView? LeverageBracket { get; init; }

    /// <summary>Where each item comes from and of when it is; canaries only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EvidenceSourceView>? Sources { get; init; }

    /// <summary>Items that could not be had; canaries only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>What a person should know besides: <c>slowExchange</c> while the exchange answers slowly.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>When the market data behind it was received.</summary>
    public DateTimeOffset? MarketAt { get; init; }
}
