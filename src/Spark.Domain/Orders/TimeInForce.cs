namespace Spark.Domain.Orders;

/// <summary>How long a priced order lives.</summary>
public enum TimeInForce
{
    /// <summary>GTC: rests until done.</summary>
    GoodTillCancel,

    /// <summary>IOC: fills what it can at once, the rest expires.</summary>
    ImmediateOrCancel,

    /// <summary>FOK: all at once or nothing.</summary>
    FillOrKill,

    /// <summary>GTX: post-only, refused when it would take.</summary>
    PostOnly,
}
