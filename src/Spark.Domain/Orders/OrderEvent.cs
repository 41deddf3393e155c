namespace Spark.Domain.Orders;

/// <summary>What can happen to an order; a closed set.</summary>
public abstract record OrderEvent
{
    private OrderEvent()
    {
    }

    /// <summary>Provably never left: the intent could not be journalled, or no connection could be made.</summary>
    public sealed record NotSent : OrderEvent;

    /// <summary>The exchange answered with a refusal.</summary>
    public sealed record Refused : OrderEvent;

    /// <summary>A time-out, a cut, or an answer that says nothing about the outcome.</summary>
    public sealed record AnswerLost(DateTimeOffset At) : OrderEvent;

    /// <summary>The exchange reports the order, in an answer, a stream event or a query; reports may repeat and overtake each other.</summary>
    public sealed record Reported(long OrderId, OrderStatus Status, decimal Filled) : OrderEvent;

    /// <summary>The exchange has proved that the order does not exist.</summary>
    public sealed record ProvedAbsent : OrderEvent;

    /// <summary>The exchange, which had the order, knows it no longer.</summary>
    public sealed record Forgotten : OrderEvent;
}
