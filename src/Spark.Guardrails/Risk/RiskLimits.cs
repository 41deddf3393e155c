using System.Collections.Frozen;
using Spark.Domain.Markets;

namespace Spark.Guardrails.Risk;

/// <summary>What orders are held to. Money is USDT, sizes are base asset, ratios are plain numbers. A value equal to a limit is within it.</summary>
public sealed record RiskLimits
{
    /// <summary>USDT per order.</summary>
    public decimal MaxNotional { get; init; } = 100;

    /// <summary>Base asset per symbol, working orders included.</summary>
    public decimal MaxPositionSize { get; init; } = 0.1m;

    /// <summary>Symbols with a position limit of their own.</summary>
    public FrozenDictionary<Symbol, decimal> PositionOverrides { get; init; } = FrozenDictionary<Symbol, decimal>.Empty;

    /// <summary>USDT per UTC day, positive.</summary>
    public decimal DailyLossLimit { get; init; } = 50;

    /// <summary>Position notional over margin balance, and the most that leverage.set accepts.</summary>
    public decimal MaxLeverage { get; init; } = 5;

    /// <summary>False turns off the breaker only; every other limit still holds.</summary>
    public bool CircuitBreakerEnabled { get; init; } = true;

    /// <summary>Null: every trading USDT perpetual.</summary>
    public FrozenSet<Symbol>? AllowedSymbols { get; init; }

    /// <summary>How far past the mark price a priced order may reach, 0.05 = 5 %.</summary>
    public decimal PriceCollar { get; init; } = 0.05m;

    /// <summary>Orders per <see cref="OrderRateWindow"/>.</summary>
    public int OrderRateCount { get; init; } = 10;

    public TimeSpan OrderRateWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Oldest market data that a decision may rest on.</summary>
    public TimeSpan MaxMarketAge { get; init; } = TimeSpan.FromSeconds(5);

    public decimal MaxPositionOf(Symbol symbol) => PositionOverrides.TryGetValue(symbol, out var own) ? own : MaxPositionSize;
}
