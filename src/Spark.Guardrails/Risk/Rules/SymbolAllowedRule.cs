using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>The allow-list, and the exchange's own list: a symbol must be a USDT perpetual that trades.</summary>
public sealed class SymbolAllowedRule : IRiskRule
{
    private const byte NotOnAllowList = 1;
    private const byte NotListed = 2;
    private const byte NotTrading = 3;

    public string Name => "symbolAllowed";

    public string Error => ErrorCodes.SymbolNotAllowed;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing)
    {
        if (limits.AllowedSymbols is { } allowed && !allowed.Contains(intent.Symbol)) return RuleVerdict.Fail(fault: NotOnAllowList);
        if (view.Instrument is not { } instrument) return RuleVerdict.Unknown("instrument");
        if (instrument.Symbol != intent.Symbol || instrument.QuoteAsset != "USDT") return RuleVerdict.Fail(fault: NotListed);
        return instrument.IsTrading ? RuleVerdict.Pass() : RuleVerdict.Fail(fault: NotTrading);
    }

    public string? FaultOf(in RuleVerdict verdict) => verdict.Fault switch { NotOnAllowList => "notOnAllowList", NotTrading => "notTrading", _ => "notListed" };

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) => verdict.Fault switch
    {
        NotOnAllowList => $"symbol {intent.Symbol} is not in FUTURES_SYMBOLS: allowed are {string.Join(", ", limits.AllowedSymbols!.Order().Take(20))}.",
        NotTrading => $"symbol {intent.Symbol} is not trading at the exchange now.",
        _ => $"symbol {intent.Symbol} is not among the USDT perpetuals that the exchange lists.",
    };
}
