using Spark.Domain.Orders;

namespace Spark.Simulator.Matching.Amending;

/// <summary>A request to change a resting LIMIT order. Quantity is the new total, base asset; price in quote asset.</summary>
public readonly record struct AmendOrder(BookOrder Order, Side Side, decimal Quantity, decimal Price);
