using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>An order provably never left: no connection could be made.</summary>
public sealed record OrderNotSent(ClientOrderId ClientOrderId, string Why) : JournalEntry
{
    public const string Kind = "order.notSent";
}
