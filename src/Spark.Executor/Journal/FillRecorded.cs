using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>One execution.</summary>
public sealed record FillRecorded(Fill Fill) : JournalEntry
{
    public const string Kind = "order.fill";
}
