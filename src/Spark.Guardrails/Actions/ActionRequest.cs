using System.Collections.Immutable;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Actions;

/// <summary>What a valid action asks for, typed; a closed set with a case per shape of params.</summary>
public abstract record ActionRequest
{
    private ActionRequest()
    {
    }

    /// <summary>An action without params.</summary>
    public sealed record None : ActionRequest;

    /// <summary>Positions or open orders; null means every symbol.</summary>
    public sealed record SymbolFilter(Symbol? Symbol) : ActionRequest;

    /// <summary>An order by exactly one of its ids; for stop types <paramref name="OrderId"/> is the algo id.</summary>
    public sealed record OrderReference(Symbol Symbol, long? OrderId, ClientOrderId? ClientOrderId) : ActionRequest;

    public sealed record FillsQuery(Symbol? Symbol, DateTimeOffset? After) : ActionRequest;

    public sealed record TickerQuery(Symbol Symbol) : ActionRequest;

    /// <summary>Symbols in spoken order, without repeats.</summary>
    public sealed record StartStreams(ImmutableArray<Symbol> Symbols) : ActionRequest;

    public sealed record PlaceOrder(OrderDraft Draft) : ActionRequest;

    public sealed record RunCanary(string Scope, OrderDraft Draft) : ActionRequest;

    /// <summary>Without an id: the caller's own newest passed canary.</summary>
    public sealed record ConfirmCanary(string Scope, string? CanaryId) : ActionRequest;

    public sealed record CancelOrder(OrderReference Order) : ActionRequest;

    /// <summary>Null means every symbol.</summary>
    public sealed record CancelAll(Symbol? Symbol) : ActionRequest;

    /// <summary>Null means every open position; <paramref name="Fraction"/> is over 0 and at most 1.</summary>
    public sealed record ClosePosition(Symbol? Symbol, decimal Fraction) : ActionRequest;

    public sealed record SetLeverage(Symbol Symbol, int Leverage) : ActionRequest;

    public sealed record OpenBreaker(string? Reason) : ActionRequest;

    /// <summary>A drill in USDT; it may be negative.</summary>
    public sealed record RecordPnl(decimal Pnl) : ActionRequest;

    public sealed record GenerateStrategy(string Description, Symbol Symbol, string Interval) : ActionRequest;

    public sealed record Backtest(string? StrategyId, Symbol? Symbol, string? Interval, DateTimeOffset? From, DateTimeOffset? To) : ActionRequest;

    public sealed record Optimize(string? StrategyId, OptimizeObjective Objective) : ActionRequest;

    public sealed record Deploy(string? StrategyId, string Scope) : ActionRequest;
}
