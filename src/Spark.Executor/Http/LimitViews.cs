using Spark.Contracts;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Http;

/// <summary>Limits in the contract's words.</summary>
internal static class LimitViews
{
    public static RiskLimitsView Of(RiskLimits limits) => new()
    {
        MaxNotional = limits.MaxNotional,
        MaxPositionSize = limits.MaxPositionSize,
        MaxPositionSizeBySymbol = limits.PositionOverrides.ToDictionary(pair => pair.Key.Value, pair => pair.Value),
        DailyLossLimit = limits.DailyLossLimit,
        MaxLeverage = limits.MaxLeverage,
        PriceCollar = limits.PriceCollar,
        OrderRate = limits.OrderRateCount,
        OrderRateSeconds = limits.OrderRateWindow.TotalSeconds,
        MaxMarketAgeSeconds = limits.MaxMarketAge.TotalSeconds,
        Symbols = limits.AllowedSymbols is { } symbols ? [.. symbols.Select(symbol => symbol.Value).Order(StringComparer.Ordinal)] : null,
    };
}
