namespace Spark.Binance.Wire.Trading;

/// <summary>A fill row of <c>GET /fapi/v1/userTrades</c>.</summary>
public sealed record UserTradeWire
{
    public required string Symbol { get; init; }

    public string? Pair { get; init; }

    /// <summary>Trade id, unique per symbol.</summary>
    public required long Id { get; init; }

    public required long OrderId { get; init; }

    public required string Side { get; init; }

    public string PositionSide { get; init; } = "BOTH";

    public required decimal Price { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Qty { get; init; }

    public decimal QuoteQty { get; init; }

    public decimal? BaseQty { get; init; }

    /// <summary>Before commission.</summary>
    public required decimal RealizedPnl { get; init; }

    public string? MarginAsset { get; init; }

    public required decimal Commission { get; init; }

    public required string CommissionAsset { get; init; }

    public bool Buyer { get; init; }

    public required bool Maker { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long Time { get; init; }
}
