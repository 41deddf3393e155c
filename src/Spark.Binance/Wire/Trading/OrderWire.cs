using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Trading;

/// <summary>
/// An order, as placing, cancelling and querying answer it. <see cref="AvgPrice"/> and <see cref="CumQuote"/> come with queries only
/// (since 2026-07); prices are 0 where the type has none.
/// </summary>
public sealed record OrderWire
{
    public required long OrderId { get; init; }

    public required string Symbol { get; init; }

    public string? Pair { get; init; }

    public required string Status { get; init; }

    public required string ClientOrderId { get; init; }

    public decimal Price { get; init; }

    public decimal? AvgPrice { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal OrigQty { get; init; }

    /// <summary>Cumulative fill, base asset.</summary>
    public required decimal ExecutedQty { get; init; }

    public decimal? CumQty { get; init; }

    public decimal? CumQuote { get; init; }

    public decimal? CumBase { get; init; }

    public required string TimeInForce { get; init; }

    public required string Type { get; init; }

    public bool ReduceOnly { get; init; }

    public bool ClosePosition { get; init; }

    public required string Side { get; init; }

    public string PositionSide { get; init; } = "BOTH";

    public decimal StopPrice { get; init; }

    public string? WorkingType { get; init; }

    public bool PriceProtect { get; init; }

    public string? OrigType { get; init; }

    public string? PriceMatch { get; init; }

    public string? SelfTradePreventionMode { get; init; }

    [JsonConverter(typeof(TolerantInt64Converter))]
    public long GoodTillDate { get; init; }

    public decimal? ActivatePrice { get; init; }

    public decimal? PriceRate { get; init; }

    /// <summary>Creation time, ms; in queries only.</summary>
    public long? Time { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long UpdateTime { get; init; }
}
