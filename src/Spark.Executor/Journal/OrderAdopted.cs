using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>An order on the account that Spark did not place, seen for the first time.</summary>
public sealed record OrderAdopted(OrderIntent Intent, long OrderId, OrderStatus Status, decimal Filled, decimal? AveragePrice) : JournalEntry
{
    public const string Kind = "order.adopted";
}
