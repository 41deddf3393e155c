namespace Spark.Domain.Orders;

/// <summary>Where an order stands. Quantities are in base asset; a closed set.</summary>
public abstract record OrderState
{
    private OrderState()
    {
    }

    /// <summary>Cumulative filled quantity known so far.</summary>
    public abstract decimal Filled { get; }

    /// <summary>Whether nothing can change it any more.</summary>
    public bool IsClosed => this is Closed;

    /// <summary>Journalled, and on its way to the exchange or about to be; the answer is awaited.</summary>
    public sealed record Sent : OrderState
    {
        public override decimal Filled => 0;
    }

    /// <summary>The answer was lost: the order may or may not exist. It counts towards every limit.</summary>
    public sealed record Unknown(DateTimeOffset Since) : OrderState
    {
        public override decimal Filled => 0;
    }

    /// <summary>In the exchange's book.</summary>
    public sealed record Working(long OrderId, decimal FilledQuantity) : OrderState
    {
        public override decimal Filled => FilledQuantity;
    }

    /// <summary>Over. <paramref name="OrderId"/> is null when the exchange never gave one.</summary>
    public sealed record Closed(CloseReason Reason, decimal FilledQuantity, long? OrderId) : OrderState
    {
        public override decimal Filled => FilledQuantity;
    }
}
