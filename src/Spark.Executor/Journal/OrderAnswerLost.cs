using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>An order's answer was lost: it may or may not exist.</summary>
public sealed record OrderAnswerLost(ClientOrderId ClientOrderId, string Why) : JournalEntry
{
    public const string Kind = "order.answerLost";
}
