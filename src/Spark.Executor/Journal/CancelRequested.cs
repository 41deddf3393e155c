using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>A cancel is going to the exchange.</summary>
public sealed record CancelRequested(Symbol Symbol, long? OrderId, ClientOrderId? ClientOrderId) : JournalEntry
{
    public const string Kind = "cancel.requested";
}
