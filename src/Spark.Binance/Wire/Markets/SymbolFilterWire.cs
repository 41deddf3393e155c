namespace Spark.Binance.Wire.Markets;

/// <summary>
/// One filter of a symbol, all kinds in one flat shape because the kind may come last and new kinds appear:
/// which members are present follows from <see cref="FilterType"/>.
/// </summary>
public sealed record SymbolFilterWire
{
    /// <summary>PRICE_FILTER, LOT_SIZE, MARKET_LOT_SIZE, MAX_NUM_ORDERS, MAX_NUM_ALGO_ORDERS, MIN_NOTIONAL, PERCENT_PRICE, POSITION_RISK_CONTROL …</summary>
    public required string FilterType { get; init; }

    public decimal? MinPrice { get; init; }

    public decimal? MaxPrice { get; init; }

    public decimal? TickSize { get; init; }

    public decimal? MinQty { get; init; }

    public decimal? MaxQty { get; init; }

    public decimal? StepSize { get; init; }

    public int? Limit { get; init; }

    public decimal? Notional { get; init; }

    public decimal? MultiplierUp { get; init; }

    public decimal? MultiplierDown { get; init; }

    public decimal? MultiplierDecimal { get; init; }

    public string? PositionControlSide { get; init; }
}
