using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>The exchange refused an order.</summary>
public sealed record OrderRejected(ClientOrderId ClientOrderId, int Code, string Message) : JournalEntry
{
    public const string Kind = "order.rejected";
}
