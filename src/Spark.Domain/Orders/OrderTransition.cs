namespace Spark.Domain.Orders;

/// <summary>What an event did to an order; a closed set.</summary>
public abstract record OrderTransition
{
    private OrderTransition()
    {
    }

    public sealed record Moved(OrderState To) : OrderTransition;

    /// <summary>The event tells nothing new.</summary>
    public sealed record Stale : OrderTransition;

    /// <summary>The event contradicts what is known: never dropped, it asks for a look-up at the exchange.</summary>
    public sealed record Anomaly(OrderState State, OrderEvent Happened) : OrderTransition;
}
