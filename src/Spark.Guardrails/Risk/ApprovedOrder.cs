using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk;

/// <summary>An order that passed every check. Only the gate makes one, so nothing unchecked can be sent.</summary>
public sealed class ApprovedOrder
{
    internal ApprovedOrder(OrderIntent intent, DateTimeOffset at) => (Intent, At) = (intent, at);

    public OrderIntent Intent { get; }

    /// <summary>When it was approved.</summary>
    public DateTimeOffset At { get; }
}
