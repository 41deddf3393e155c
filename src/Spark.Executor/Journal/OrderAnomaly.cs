using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>A report that contradicts what is known of an order; it asks for a look-up.</summary>
public sealed record OrderAnomaly(ClientOrderId ClientOrderId, string State, string Happened) : JournalEntry
{
    public const string Kind = "order.anomaly";
}
