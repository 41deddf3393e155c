namespace Spark.Binance.Wire.Streams;

/// <summary>A message to a market socket: SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS.</summary>
public sealed record SubscriptionRequestWire
{
    public required string Method { get; init; }

    /// <summary>Stream names, lower-case symbols.</summary>
    public IReadOnlyList<string>? Params { get; init; }

    /// <summary>An unsigned whole number, echoed in the reply.</summary>
    public required long Id { get; init; }
}
