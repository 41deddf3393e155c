namespace Spark.Guardrails.Automation;

/// <summary>What automatic actions look at: a fixed list, so that a rule never names what nobody measures.</summary>
public enum SignalKind
{
    /// <summary>95th percentile of the time from request to answer of live orders, ms.</summary>
    OrderLatencyP95,

    /// <summary>Failed exchange calls over all of them, 0 to 1. Refusals by policy or risk gate are no calls.</summary>
    ExchangeErrorRate,

    /// <summary>Age at which a connection dropped, seconds; smaller is worse.</summary>
    ConnectionAge,

    /// <summary>95th percentile of receive time less event time of stream messages, ms.</summary>
    StreamLagP95,

    /// <summary>Distance between our clock and the exchange's, ms.</summary>
    ClockSkew,

    /// <summary>Orders whose outcome is unknown.</summary>
    UnknownOrders,
}
