using Spark.Contracts;
using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>An order that the risk gate refused, with the numbers of every failed check.</summary>
public sealed record RiskRefused(OrderIntent Intent, string Check, string Error, IReadOnlyList<RiskCheckView> Failures, string Path) : JournalEntry
{
    public const string Kind = "risk.refused";
}
