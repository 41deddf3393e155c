namespace Spark.Simulator.Storage;

/// <summary>An order's row; enumerations by number.</summary>
public sealed record SavedOrder(
    string ApiKey, string Symbol, long Id, string ClientOrderId, int Side, int Type, int TimeInForce, long Lots, long Ticks, bool ReduceOnly,
    int SelfTrade, long Time, long UpdateTime, int Status, int ExpiryReason, long FilledLots, decimal FilledNotional);
