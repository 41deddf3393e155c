using System.Collections.Immutable;
using System.Diagnostics;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Actions;

/// <summary>Typed values to a typed request.</summary>
internal static class RequestBuilder
{
    public static ActionRequest Build(ActionDefinition definition, ParamValues values) => definition.Path switch
    {
        ActionPaths.Positions or ActionPaths.OpenOrders => new ActionRequest.SymbolFilter(values.Get<Symbol>("symbol")),
        ActionPaths.Order => Reference(values),
        ActionPaths.Fills => new ActionRequest.FillsQuery(values.Get<Symbol>("symbol"), values.Get<DateTimeOffset>("after")),
        ActionPaths.Ticker => new ActionRequest.TickerQuery(values.Need<Symbol>("symbol")),
        ActionPaths.StreamsStart => new ActionRequest.StartStreams(values.Need<ImmutableArray<Symbol>>("symbols")),
        ActionPaths.CanaryRun => new ActionRequest.RunCanary(Scope(values), Draft(values)),
        ActionPaths.OrderPlace => new ActionRequest.PlaceOrder(Draft(values)),
        ActionPaths.CanaryConfirm => new ActionRequest.ConfirmCanary(Scope(values), values.Find<string>("canaryId")),
        ActionPaths.OrderCancel => new ActionRequest.CancelOrder(Reference(values)),
        ActionPaths.OrderCancelAll => new ActionRequest.CancelAll(values.Get<Symbol>("symbol")),
        ActionPaths.PositionClose => new ActionRequest.ClosePosition(values.Get<Symbol>("symbol"), values.Get<decimal>("fraction") ?? 1),
        ActionPaths.LeverageSet => new ActionRequest.SetLeverage(values.Need<Symbol>("symbol"), (int)values.Need<long>("leverage")),
        ActionPaths.BreakerOpen => new ActionRequest.OpenBreaker(values.Find<string>("reason")),
        ActionPaths.RecordPnl => new ActionRequest.RecordPnl(values.Need<decimal>("pnl")),
        ActionPaths.StrategyGenerate => new ActionRequest.GenerateStrategy(
            values.Need<string>("description"), values.Need<Symbol>("symbol"), values.Need<string>("interval")),
        ActionPaths.StrategyBacktest => Backtest(values),
        ActionPaths.StrategyOptimize => new ActionRequest.Optimize(
            values.Find<string>("strategyId"), values.Get<OptimizeObjective>("objective") ?? OptimizeObjective.Sharpe),
        ActionPaths.StrategyDeploy => new ActionRequest.Deploy(values.Find<string>("strategyId"), Scope(values)),
        _ when definition.Params.IsEmpty => new ActionRequest.None(),
        _ => throw new UnreachableException(definition.Path),
    };

    private static string Scope(ParamValues values) => values.Need<string>("scope");

    private static ActionRequest.OrderReference Reference(ParamValues values) =>
        new(values.Need<Symbol>("symbol"), values.Get<long>("orderId"), values.Get<ClientOrderId>("clientOrderId"));

    private static ActionRequest.Backtest Backtest(ParamValues values) => new(
        values.Find<string>("strategyId"),
        values.Get<Symbol>("symbol"),
        values.Find<string>("interval"),
        values.Get<DateTimeOffset>("from"),
        values.Get<DateTimeOffset>("to"));

    private static OrderDraft Draft(ParamValues values) => new()
    {
        Symbol = values.Need<Symbol>("symbol"),
        Side = values.Need<Side>("side"),
        Type = values.Get<OrderType>("type") ?? OrderType.Market,
        Quantity = values.Get<decimal>("quantity"),
        Notional = values.Get<decimal>("notional"),
        Price = values.Get<decimal>("price"),
        StopPrice = values.Get<decimal>("stopPrice"),
        TimeInForce = values.Get<TimeInForce>("timeInForce") ?? TimeInForce.GoodTillCancel,
        ReduceOnly = values.Get<bool>("reduceOnly") ?? false,
        ClientOrderId = values.Get<ClientOrderId>("clientOrderId"),
    };
}
