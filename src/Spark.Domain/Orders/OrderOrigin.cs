namespace Spark.Domain.Orders;

/// <summary>Who an order comes from.</summary>
public enum OrderOrigin
{
    /// <summary>A request that a person confirmed through Spark.</summary>
    Spark,

    /// <summary>Placed on the same account by another client.</summary>
    Foreign,

    /// <summary>Spark's own act: a reduce-only close, or a deployed strategy inside its grant.</summary>
    Automatic,
}
