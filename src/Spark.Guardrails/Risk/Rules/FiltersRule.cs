using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>
/// The exchange's filters, so that it doesn't have to refuse: lot, tick, price range, percent price, minimum notional, and whether a
/// reduce-only order has something to reduce. The first fault is the one that is told.
/// </summary>
public sealed class FiltersRule : IRiskRule
{
    public string Name => "filters";

    public string Error => ErrorCodes.InvalidOrder;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing)
    {
        if (view.Instrument is not { } instrument) return RuleVerdict.Unknown("instrument");
        if (ReduceFault(intent, view) is { } reduce) return reduce;
        if (LotFault(instrument.LotFor(intent.Type), intent.Quantity) is { } lot) return lot;
        if (intent.Type.IsPriced() && PriceFault(instrument.Price, intent.Price, FilterFault.Price) is { } price) return price;
        if (intent.Type.IsConditional() && PriceFault(instrument.Price, intent.StopPrice, FilterFault.StopPrice) is { } stop) return stop;
        if (TriggerFault(intent, view, limits) is { } trigger) return trigger;
        return MultiplierFault(intent, instrument, view.MarkPrice) ?? NotionalVerdict(intent, instrument, view.MarkPrice);
    }

    public string? FaultOf(in RuleVerdict verdict) => FilterText.Word((FilterFault)verdict.Fault);

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) =>
        FilterText.Of((FilterFault)verdict.Fault, intent, view);

    private static RuleVerdict? ReduceFault(OrderIntent intent, in RiskView view)
    {
        if (!intent.ReduceOnly || view.PositionQuantity is not { } position) return null;
        var size = Math.Abs(position);
        return view.FitOf(intent, position) switch
        {
            ReduceFit.Fits => null,
            ReduceFit.NoPosition => Fail(FilterFault.NothingToReduce, size, intent.Quantity),
            ReduceFit.WrongSide => Fail(FilterFault.ReduceWrongSide, size, intent.Quantity),
            _ => Fail(FilterFault.ReduceTooLarge, size, Amount.Add(view.WorkingReduceQuantity, intent.Quantity)),
        };
    }

    private static RuleVerdict? LotFault(LotRule lot, decimal quantity)
    {
        if (quantity <= 0 || quantity < lot.Minimum) return Fail(FilterFault.QuantityTooSmall, lot.Minimum, quantity);
        if (lot.Maximum > 0 && quantity > lot.Maximum) return Fail(FilterFault.QuantityTooLarge, lot.Maximum, quantity);
        return lot.IsOnStep(quantity) ? null : Fail(FilterFault.QuantityOffStep, lot.Step, quantity);
    }

    /// <summary>The four faults of a price follow each other in <see cref="FilterFault"/>, beginning with <paramref name="missing"/>.</summary>
    private static RuleVerdict? PriceFault(PriceRule rule, decimal? price, FilterFault missing)
    {
        if (price is not { } value) return Fail(missing, null, null);
        if (value <= 0 || value < rule.Minimum) return Fail(missing + 1, rule.Minimum, value);
        if (rule.Maximum > 0 && value > rule.Maximum) return Fail(missing + 2, rule.Maximum, value);
        return rule.IsOnTick(value) ? null : Fail(missing + 3, rule.Tick, value);
    }

    // The exchange refuses a stop that is past its price already. Old prices are no reason to keep a position without its stop.
    private static RuleVerdict? TriggerFault(OrderIntent intent, in RiskView view, RiskLimits limits)
    {
        if (!intent.Type.IsConditional() || view.MarkPrice is not { } mark || !(view.MarketAge is { } age && age.Duration() <= limits.MaxMarketAge)) return null;
        var stop = intent.StopPrice ?? 0;
        var waits = intent.TriggersAbove() ? mark < stop : mark > stop;
        return waits ? null : Fail(FilterFault.StopWouldTrigger, mark, stop);
    }

    private static RuleVerdict? MultiplierFault(OrderIntent intent, Instrument instrument, decimal? markPrice)
    {
        var multiplier = intent.Side == Side.Buy ? instrument.PriceMultiplierUp : instrument.PriceMultiplierDown;
        if (!intent.Type.IsPriced() || multiplier == 0 || intent.Price is not { } price) return null;
        if (markPrice is not { } mark) return RuleVerdict.Unknown("mark price");
        var bound = Amount.Multiply(mark, multiplier);
        var within = intent.Side == Side.Buy ? price <= bound : price >= bound;
        return within ? null : Fail(FilterFault.PriceBeyondMultiplier, bound, price);
    }

    private static RuleVerdict NotionalVerdict(OrderIntent intent, Instrument instrument, decimal? mark)
    {
        if (intent.ReduceOnly) return RuleVerdict.Pass();
        var price = OrderPricing.ExpectedPrice(intent.Type, intent.Price, intent.StopPrice, mark);
        if (price is not { } known) return RuleVerdict.Unknown("mark price", instrument.MinimumNotional);
        var notional = Amount.Multiply(intent.Quantity, known);
        return notional >= instrument.MinimumNotional
            ? RuleVerdict.Pass(instrument.MinimumNotional, notional)
            : Fail(FilterFault.NotionalTooSmall, instrument.MinimumNotional, notional);
    }

    private static RuleVerdict Fail(FilterFault fault, decimal? limit, decimal? observed) => RuleVerdict.Fail(limit, observed, (byte)fault);
}
