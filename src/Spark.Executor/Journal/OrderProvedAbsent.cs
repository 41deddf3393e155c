using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>The exchange has proved that an order of unknown outcome does not exist.</summary>
public sealed record OrderProvedAbsent(ClientOrderId ClientOrderId) : JournalEntry
{
    public const string Kind = "order.provedAbsent";
}
