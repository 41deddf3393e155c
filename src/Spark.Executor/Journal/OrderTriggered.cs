using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>A conditional order has become a plain one: from here on it is found, followed and cancelled under <paramref name="ActualOrderId"/>.</summary>
public sealed record OrderTriggered(ClientOrderId ClientOrderId, long ActualOrderId) : JournalEntry
{
    public const string Kind = "order.triggered";
}
