namespace Spark.Domain.Orders;

/// <summary>Why an order is over.</summary>
public enum CloseReason
{
    Filled,
    Canceled,
    Expired,

    /// <summary>The exchange refused it; nothing rested and nothing filled.</summary>
    Rejected,

    /// <summary>Proved never to have reached the book: not sent, or absent from the exchange after its window.</summary>
    NotPlaced,

    /// <summary>It was in the book, and the exchange neither lists it nor knows it any more: nothing can fill.</summary>
    Forgotten,
}
