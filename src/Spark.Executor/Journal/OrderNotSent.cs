using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>An order provably never left: no connection could be made, or Spark held it back.</summary>
public sealed record OrderNotSent(ClientOrderId ClientOrderId, string Why) : JournalEntry
{
    public const string Kind = "order.notSent";

    /// <summary>Whether no connection failed: the exchange's limits were nearly used.</summary>
    public bool HeldBack { get; init; }
}
