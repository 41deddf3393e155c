namespace Spark.Contracts;

/// <summary>An order as Spark knows it. Prices in USDT, quantities in base asset.</summary>
public sealed record OrderView
{
    /// <summary>The exchange's id; null until it has given one.</summary>
    public long? OrderId { get; init; }

    public required string ClientOrderId { get; init; }

    public required string Symbol { get; init; }

    public required string Side { get; init; }

    public required string Type { get; init; }

    public required decimal Quantity { get; init; }

    public required decimal ExecutedQuantity { get; init; }

    public decimal? Price { get; init; }

    public decimal? StopPrice { get; init; }

    public string? TimeInForce { get; init; }

    public required bool ReduceOnly { get; init; }

    /// <summary>The exchange's word; <c>UNKNOWN</c> or <c>NOT_PLACED</c> where it has none.</summary>
    public required string Status { get; init; }

    /// <summary>Whether it waits in the algo service.</summary>
    public required bool Conditional { get; init; }

    /// <summary><c>spark</c>, <c>foreign</c> or <c>automatic</c>.</summary>
    public required string Origin { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public decimal? AveragePrice { get; init; }

    /// <summary><c>open</c>, <c>closed</c>, <c>unknown</c> or <c>notPlaced</c>.</summary>
    public required string State { get; init; }
}
