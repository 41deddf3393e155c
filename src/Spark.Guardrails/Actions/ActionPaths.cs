namespace Spark.Guardrails.Actions;

/// <summary>The paths of the catalogue.</summary>
public static class ActionPaths
{
    public const string Health = "/futures/health";
    public const string Account = "/futures/account";
    public const string Positions = "/futures/positions";
    public const string OpenOrders = "/futures/openOrders";
    public const string Order = "/futures/order";
    public const string Fills = "/futures/fills";
    public const string Ticker = "/futures/ticker";
    public const string RiskStatus = "/futures/risk/status";
    public const string CanaryStatus = "/canary/status";
    public const string GuardrailsStatus = "/guardrails/status";
    public const string StreamsStart = "/futures/ws.start";
    public const string StreamsStop = "/futures/ws.stop";
    public const string CanaryRun = "/canary/run";
    public const string OrderPlace = "/futures/order.place";
    public const string CanaryConfirm = "/canary/confirm";
    public const string OrderCancel = "/futures/order.cancel";
    public const string OrderCancelAll = "/futures/order.cancelAll";
    public const string PositionClose = "/futures/position.close";
    public const string LeverageSet = "/futures/leverage.set";
    public const string BreakerOpen = "/futures/risk/circuit-breaker/open";
    public const string BreakerClose = "/futures/risk/circuit-breaker/close";
    public const string RecordPnl = "/futures/risk/record-pnl";
    public const string StrategyGenerate = "/strategy/generate";
    public const string StrategyBacktest = "/strategy/backtest";
    public const string StrategyOptimize = "/strategy/optimize";
    public const string StrategyDeploy = "/strategy/deploy";
}
