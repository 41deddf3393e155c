namespace Spark.Contracts;

/// <summary>The limits in force; amounts in USDT, position sizes in base asset.</summary>
public sealed record RiskLimitsView
{
    public required decimal MaxNotional { get; init; }

    public required decimal MaxPositionSize { get; init; }

    /// <summary>Overrides by symbol.</summary>
    public required IReadOnlyDictionary<string, decimal> MaxPositionSizeBySymbol { get; init; }

    public required decimal DailyLossLimit { get; init; }

    public required decimal MaxLeverage { get; init; }

    public required decimal PriceCollar { get; init; }

    /// <summary>Orders allowed in <see cref="OrderRateSeconds"/>.</summary>
    public required int OrderRate { get; init; }

    public required double OrderRateSeconds { get; init; }

    public required double MaxMarketAgeSeconds { get; init; }

    /// <summary>Null: every USDT perpetual that trades.</summary>
    public IReadOnlyList<string>? Symbols { get; init; }
}
