using Spark.Guardrails.Actions;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>A canary that passed our checks and awaits the exchange's own order test.</summary>
internal sealed record PendingCanary
{
    public required Asked Asked { get; init; }

    public required ActionRequest.RunCanary Request { get; init; }

    public required OrderIntent Intent { get; init; }

    public required Reviewed Reviewed { get; init; }
}
