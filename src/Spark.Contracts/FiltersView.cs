namespace Spark.Contracts;

/// <summary>The exchange's filters that the order was held to.</summary>
public sealed record FiltersView(decimal TickSize, decimal StepSize, decimal MinQuantity, decimal MaxQuantity, decimal MinNotional);
