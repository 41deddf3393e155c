namespace Spark.Binance.Wire.Markets;

/// <summary>A contract and its filters. Enumerated texts stay open: the exchange adds values.</summary>
public sealed record SymbolInfoWire
{
    public required string Symbol { get; init; }

    public string Pair { get; init; } = "";

    /// <summary>PERPETUAL, CURRENT_QUARTER, TRADIFI_PERPETUAL …; may be empty on the test hosts.</summary>
    public required string ContractType { get; init; }

    public long DeliveryDate { get; init; }

    public long OnboardDate { get; init; }

    /// <summary>Orders are accepted only at TRADING.</summary>
    public required string Status { get; init; }

    public decimal? MaintMarginPercent { get; init; }

    public decimal? RequiredMarginPercent { get; init; }

    public required string BaseAsset { get; init; }

    public required string QuoteAsset { get; init; }

    public required string MarginAsset { get; init; }

    /// <summary>Most decimals of a price; not the tick.</summary>
    public int PricePrecision { get; init; }

    /// <summary>Most decimals of a quantity; not the step.</summary>
    public int QuantityPrecision { get; init; }

    public int BaseAssetPrecision { get; init; }

    public int QuotePrecision { get; init; }

    public string? UnderlyingType { get; init; }

    public IReadOnlyList<string> UnderlyingSubType { get; init; } = [];

    public int? SettlePlan { get; init; }

    public decimal? TriggerProtect { get; init; }

    /// <summary>Fee rate taken on liquidation.</summary>
    public decimal? LiquidationFee { get; init; }

    /// <summary>Largest relative distance from mark price that a market order may trade at.</summary>
    public decimal? MarketTakeBound { get; init; }

    public required IReadOnlyList<SymbolFilterWire> Filters { get; init; }

    public IReadOnlyList<string> OrderTypes { get; init; } = [];

    public IReadOnlyList<string> TimeInForce { get; init; } = [];
}
