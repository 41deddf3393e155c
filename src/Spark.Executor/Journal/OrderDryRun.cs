using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>A simulated order that passed every check.</summary>
public sealed record OrderDryRun(OrderIntent Intent, decimal? MarkPrice) : JournalEntry
{
    public const string Kind = "order.dryRun";
}
