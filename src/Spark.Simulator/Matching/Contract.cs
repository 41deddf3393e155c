using System.Collections.Immutable;
using Spark.Domain.Markets;

namespace Spark.Simulator.Matching;

/// <summary>
/// A listed perpetual: its filters, its leverage table, and the integer grid that the book works on.
/// A tick is the price step, a lot the quantity step.
/// </summary>
public sealed class Contract
{
    // 1 ÷ step where that is whole: multiplying is several times faster than dividing.
    private readonly decimal? _ticksPerUnit;
    private readonly decimal? _lotsPerUnit;

    public required Instrument Instrument
    {
        get;
        init
        {
            field = value;
            (_ticksPerUnit, _lotsPerUnit) = (Reciprocal(value.Price.Tick), Reciprocal(value.Lot.Step));
        }
    }

    /// <summary>Place in the exchange's list; indexes every per-contract array.</summary>
    public required int Index { get; init; }

    /// <summary>Most decimals of a price; more is -1111.</summary>
    public required int PricePrecision { get; init; }

    /// <summary>Most decimals of a quantity; more is -1111.</summary>
    public required int QuantityPrecision { get; init; }

    /// <summary>Largest relative distance from the mark price that a market order may trade at.</summary>
    public decimal MarketTakeBound { get; init; } = 0.05m;

    public decimal TriggerProtect { get; init; } = 0.05m;

    /// <summary>Fee rate of a liquidation.</summary>
    public decimal LiquidationFee { get; init; } = 0.0125m;

    /// <summary>MAX_NUM_ORDERS: open orders per account.</summary>
    public int MaxOpenOrders { get; init; } = 200;

    /// <summary>When trading began, ms UTC.</summary>
    public required long OnboardDate { get; init; }

    public required ImmutableArray<LeverageBracket> Brackets { get; init; }

    /// <summary>Decimals of the tick.</summary>
    public int PriceDigits => Instrument.Price.Tick.Scale;

    /// <summary>Decimals of the step.</summary>
    public int QuantityDigits => Instrument.Lot.Step.Scale;

    public string Name => Instrument.Symbol.Value;

    public long ToTicks(decimal price) => (long)(_ticksPerUnit is { } ticks ? price * ticks : price / Instrument.Price.Tick);

    /// <summary>As <see cref="PriceRule.IsOnTick"/>, without a division where the grid allows it.</summary>
    public bool IsOnTick(decimal price) => _ticksPerUnit is { } ticks && decimal.IsInteger(Instrument.Price.Minimum * ticks)
        ? decimal.IsInteger(price * ticks)
        : Instrument.Price.IsOnTick(price);

    /// <summary>As <see cref="LotRule.IsOnStep"/>, without a division where the grid allows it.</summary>
    public bool IsOnStep(LotRule rule, decimal quantity) => _lotsPerUnit is { } lots && rule.Step == Instrument.Lot.Step && decimal.IsInteger(rule.Minimum * lots)
        ? decimal.IsInteger(quantity * lots)
        : rule.IsOnStep(quantity);

    public decimal ToPrice(long ticks) => ticks * Instrument.Price.Tick;

    public long ToLots(decimal quantity) => (long)(_lotsPerUnit is { } lots ? quantity * lots : quantity / Instrument.Lot.Step);

    public decimal ToQuantity(long lots) => lots * Instrument.Lot.Step;

    /// <summary>The row that a notional falls in; the last one for anything larger than the table.</summary>
    public LeverageBracket BracketOf(decimal notional)
    {
        foreach (var bracket in Brackets)
        {
            if (notional <= bracket.NotionalCap) return bracket;
        }
        return Brackets[^1];
    }

    /// <summary>The largest position notional at <paramref name="leverage"/>.</summary>
    public decimal MaxNotionalAt(int leverage)
    {
        for (var i = Brackets.Length - 1; i >= 0; i--)
        {
            if (Brackets[i].MaxLeverage >= leverage) return Brackets[i].NotionalCap;
        }
        return 0;
    }

    private static decimal? Reciprocal(decimal step) => 1 / step * step == 1 && 1 / step % 1 == 0 ? decimal.Truncate(1 / step) : null;
}
