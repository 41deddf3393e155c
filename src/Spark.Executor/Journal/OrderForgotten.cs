using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>An order that was working is neither listed by the exchange nor known to it any more.</summary>
public sealed record OrderForgotten(ClientOrderId ClientOrderId) : JournalEntry
{
    public const string Kind = "order.forgotten";
}
