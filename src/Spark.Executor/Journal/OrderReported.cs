using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>What the exchange said of an order. <paramref name="Source"/> is <c>answer</c>, <c>stream</c> or <c>query</c>.</summary>
public sealed record OrderReported(
    ClientOrderId ClientOrderId, long OrderId, OrderStatus Status, decimal Filled, decimal? AveragePrice, string Source) : JournalEntry
{
    public const string Kind = "order.reported";
}
