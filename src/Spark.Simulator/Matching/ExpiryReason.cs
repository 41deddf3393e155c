namespace Spark.Simulator.Matching;

/// <summary>Why an order expired; the numbers are the wire's <c>er</c>.</summary>
public enum ExpiryReason
{
    None = 0,
    SelfTradePrevention = 1,
    ImmediateRemainder = 2,
    ImmediateRemainderBySelfTrade = 3,
    ReduceOnlyCovered = 4,
    Liquidation = 5,
    MarketRemainder = 9,
}
