using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>What came of a cancel: <c>canceled</c>, <c>alreadyClosed</c>, <c>failed</c> or <c>unknown</c>.</summary>
public sealed record CancelAnswered(Symbol Symbol, long? OrderId, ClientOrderId? ClientOrderId, string Result, string? Detail) : JournalEntry
{
    public const string Kind = "cancel.answered";
}
