namespace Spark.Guardrails.Risk.Rules;

/// <summary>Which filter an order breaks. The four of a price stand in one order: absent, too low, too high, off tick.</summary>
internal enum FilterFault : byte
{
    None,
    NothingToReduce,
    ReduceWrongSide,
    ReduceTooLarge,
    QuantityTooSmall,
    QuantityTooLarge,
    QuantityOffStep,
    Price,
    PriceTooLow,
    PriceTooHigh,
    PriceOffTick,
    StopPrice,
    StopPriceTooLow,
    StopPriceTooHigh,
    StopPriceOffTick,
    PriceBeyondMultiplier,
    NotionalTooSmall,
    StopWouldTrigger,
}
