namespace Spark.Simulator.Storage;

/// <summary>A conditional order's row; enumerations by number.</summary>
public sealed record SavedAlgoOrder(
    string ApiKey, string Symbol, long Id, string ClientAlgoId, int Side, int Type, int TimeInForce, decimal Quantity, decimal Price,
    decimal TriggerPrice, int WorkingType, bool ClosePosition, bool PriceProtect, bool ReduceOnly, int SelfTrade, long CreateTime,
    long UpdateTime, long TriggerTime, int Status, long ActualOrderId, string RejectReason);
