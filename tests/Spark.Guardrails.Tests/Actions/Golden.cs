using Spark.Guardrails.Actions;

namespace Spark.Guardrails.Tests.Actions;

/// <summary>Params that are right and params that are wrong, for every action. Wrong ones name the fields at fault, in order.</summary>
public static class Golden
{
    private const string Order = "\"symbol\":\"BTCUSDT\",\"side\":\"BUY\"";

    public static readonly (string Path, string Params)[] Valid =
    [
        .. WithoutParams.Select(path => (path, "{}")),
        .. SymbolFilters.SelectMany(path => new[] { (path, "{}"), (path, """{"symbol":"BTCUSDT"}"""), (path, """{"symbol":"币安人生USDT"}""") }),
        .. References.SelectMany(path => new[]
        {
            (path, """{"symbol":"BTCUSDT","orderId":881234}"""),
            (path, """{"symbol":"BTCUSDT","clientOrderId":"grid-eth-09"}"""),
            (path, """{"symbol":"BTCUSDT","clientOrderId":"spk-0123456789abcdef0123456789"}"""),
        }),
        (ActionPaths.Fills, "{}"),
        (ActionPaths.Fills, """{"symbol":"ETHUSDT","after":"2026-01-31"}"""),
        (ActionPaths.Fills, """{"after":"2026-01-31T09:30:00.123+03:00"}"""),
        (ActionPaths.Ticker, """{"symbol":"BTCUSDT"}"""),
        (ActionPaths.StreamsStart, """{"symbols":["BTCUSDT"]}"""),
        (ActionPaths.StreamsStart, """{"symbols":["ETHUSDT","BTCUSDT"]}"""),
        .. Orders.SelectMany(path => ValidOrders.Select(order => (path, Scoped(path, order)))),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":0.001,"clientOrderId":"my-1","dryRun":true}"""),
        (ActionPaths.CanaryConfirm, """{"scope":"futures-testnet"}"""),
        (ActionPaths.CanaryConfirm, """{"scope":"futures-testnet","canaryId":"canary-1766400000000"}"""),
        (ActionPaths.PositionClose, """{"fraction":0.5}"""),
        (ActionPaths.PositionClose, """{"symbol":"BTCUSDT","fraction":1}"""),
        (ActionPaths.LeverageSet, """{"symbol":"BTCUSDT","leverage":1}"""),
        (ActionPaths.LeverageSet, """{"symbol":"BTCUSDT","leverage":125}"""),
        (ActionPaths.BreakerOpen, """{"reason":"piyasa çıldırdı"}"""),
        (ActionPaths.RecordPnl, """{"pnl":-60}"""),
        (ActionPaths.RecordPnl, """{"pnl":0}"""),
        (ActionPaths.StrategyGenerate, """{"description":"buy dips","symbol":"BTCUSDT","interval":"1M"}"""),
        (ActionPaths.StrategyBacktest, "{}"),
        (ActionPaths.StrategyBacktest, """{"strategyId":"s1","symbol":"BTCUSDT","interval":"1h","from":"2026-01-01","to":"2026-01-01"}"""),
        (ActionPaths.StrategyOptimize, "{}"),
        (ActionPaths.StrategyOptimize, """{"strategyId":"s1","objective":"drawdown"}"""),
        (ActionPaths.StrategyDeploy, """{"scope":"futures-testnet"}"""),
        (ActionPaths.StrategyDeploy, """{"strategyId":"s1","scope":"futures-testnet"}"""),
    ];

    public static readonly (string Path, string Params, string[] Faults)[] Invalid =
    [
        .. ActionCatalogue.All.SelectMany(definition => new[]
        {
            (definition.Path, ValidFor(definition.Path).Replace("{", """{"extra":1,""", StringComparison.Ordinal).Replace(",}", "}", StringComparison.Ordinal), new[] { "extra" }),
        }),
        .. SymbolFilters.Concat([ActionPaths.Fills, ActionPaths.PositionClose]).SelectMany(path => new[]
        {
            (path, """{"symbol":"btcusdt"}""", new[] { "symbol" }),
            (path, """{"symbol":""}""", ["symbol"]),
            (path, """{"symbol":null}""", ["symbol"]),
            (path, """{"symbol":["BTCUSDT"]}""", ["symbol"]),
            (path, """{"symbol":"BTC USDT"}""", ["symbol"]),
        }),
        .. References.SelectMany(path => new[]
        {
            (path, "{}", new[] { "symbol", "orderId" }),
            (path, """{"symbol":"BTCUSDT"}""", ["orderId"]),
            (path, """{"symbol":"BTCUSDT","orderId":1,"clientOrderId":"a"}""", ["orderId"]),
            (path, """{"symbol":"BTCUSDT","orderId":"1"}""", ["orderId"]),
            (path, """{"symbol":"BTCUSDT","orderId":1.5}""", ["orderId"]),
            (path, """{"symbol":"BTCUSDT","orderId":0}""", ["orderId"]),
            (path, """{"symbol":"BTCUSDT","clientOrderId":"a b"}""", ["clientOrderId"]),
            (path, """{"symbol":"BTCUSDT","clientOrderId":"0123456789012345678901234567890123456"}""", ["clientOrderId"]),
        }),
        (ActionPaths.Fills, """{"after":"31.01.2026"}""", ["after"]),
        (ActionPaths.Fills, """{"after":"2026-01-31T09:30:00"}""", ["after"]),
        (ActionPaths.Fills, """{"after":1766400000000}""", ["after"]),
        (ActionPaths.Ticker, "{}", ["symbol"]),
        (ActionPaths.StreamsStart, "{}", ["symbols"]),
        (ActionPaths.StreamsStart, """{"symbols":[]}""", ["symbols"]),
        (ActionPaths.StreamsStart, """{"symbols":["BTCUSDT","BTCUSDT"]}""", ["symbols"]),
        (ActionPaths.StreamsStart, """{"symbols":["BTCUSDT",1]}""", ["symbols"]),
        (ActionPaths.StreamsStart, """{"symbols":"BTCUSDT"}""", ["symbols"]),
        (ActionPaths.StreamsStart, $$"""{"symbols":[{{string.Join(",", Enumerable.Range(0, 201).Select(i => $"\"S{i}USDT\""))}}]}""", ["symbols"]),
        .. Orders.SelectMany(path => InvalidOrders.Select(order => (path, Scoped(path, order.Params), order.Faults))),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":0.001,"clientOrderId":"spk-1"}""", ["clientOrderId"]),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":0.001,"clientOrderId":"autoclose-1"}""", ["clientOrderId"]),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":0.001,"clientOrderId":"012345678901234567890123456789012"}""", ["clientOrderId"]),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":0.001,"dryRun":"true"}""", ["dryRun"]),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":0.001,"scope":"futures-testnet"}""", ["scope"]),
        (ActionPaths.CanaryRun, $$"""{{{Order}},"quantity":0.001}""", ["scope"]),
        (ActionPaths.CanaryRun, $$"""{"scope":"futures-testnet",{{Order}},"quantity":0.001,"dryRun":true}""", ["dryRun"]),
        (ActionPaths.CanaryConfirm, "{}", ["scope"]),
        (ActionPaths.CanaryConfirm, """{"scope":1}""", ["scope"]),
        (ActionPaths.CanaryConfirm, """{"scope":"futures-testnet","canaryId":""}""", ["canaryId"]),
        (ActionPaths.CanaryConfirm, $$"""{"scope":"futures-testnet","canaryId":"{{new string('c', 65)}}"}""", ["canaryId"]),
        (ActionPaths.PositionClose, """{"fraction":0}""", ["fraction"]),
        (ActionPaths.PositionClose, """{"fraction":1.01}""", ["fraction"]),
        (ActionPaths.PositionClose, """{"fraction":"0.5"}""", ["fraction"]),
        (ActionPaths.LeverageSet, "{}", ["symbol", "leverage"]),
        (ActionPaths.LeverageSet, """{"symbol":"BTCUSDT","leverage":0}""", ["leverage"]),
        (ActionPaths.LeverageSet, """{"symbol":"BTCUSDT","leverage":126}""", ["leverage"]),
        (ActionPaths.LeverageSet, """{"symbol":"BTCUSDT","leverage":2.5}""", ["leverage"]),
        (ActionPaths.BreakerOpen, """{"reason":""}""", ["reason"]),
        (ActionPaths.BreakerOpen, $$"""{"reason":"{{new string('r', 501)}}"}""", ["reason"]),
        (ActionPaths.RecordPnl, "{}", ["pnl"]),
        (ActionPaths.RecordPnl, """{"pnl":"-60"}""", ["pnl"]),
        (ActionPaths.StrategyGenerate, "{}", ["description", "symbol", "interval"]),
        (ActionPaths.StrategyGenerate, """{"description":"","symbol":"BTCUSDT","interval":"1h"}""", ["description"]),
        (ActionPaths.StrategyGenerate, $$"""{"description":"{{new string('d', 4001)}}","symbol":"BTCUSDT","interval":"1h"}""", ["description"]),
        (ActionPaths.StrategyGenerate, """{"description":"d","symbol":"BTCUSDT","interval":"1H"}""", ["interval"]),
        (ActionPaths.StrategyBacktest, """{"interval":"7m"}""", ["interval"]),
        (ActionPaths.StrategyBacktest, """{"strategyId":1}""", ["strategyId"]),
        (ActionPaths.StrategyOptimize, """{"objective":"Sharpe"}""", ["objective"]),
        (ActionPaths.StrategyDeploy, """{"strategyId":"s1"}""", ["scope"]),
    ];

    /// <summary>Wrong in a way that JSON Schema can't say: order of dates, digits of a number, calendar.</summary>
    public static readonly (string Path, string Params, string[] Faults)[] InvalidBeyondSchema =
    [
        (ActionPaths.StrategyBacktest, """{"from":"2026-01-02","to":"2026-01-01"}""", ["to"]),
        (ActionPaths.Fills, """{"after":"2026-02-30"}""", ["after"]),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":1e400}""", ["quantity"]),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":1e29}""", ["quantity"]),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":1e-29}""", ["quantity"]),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":1.0000000000000000000000000001}""", ["quantity"]),
        (ActionPaths.OrderPlace, $$"""{{{Order}},"quantity":1e99999999999999999999}""", ["quantity"]),
        (ActionPaths.CanaryConfirm, """{"scope":"futures-testnet","canaryId":"\ud800"}""", ["canaryId"]),
    ];

    private static string[] WithoutParams =>
    [
        ActionPaths.Health, ActionPaths.Account, ActionPaths.RiskStatus, ActionPaths.CanaryStatus, ActionPaths.GuardrailsStatus,
        ActionPaths.StreamsStop, ActionPaths.BreakerOpen, ActionPaths.BreakerClose, ActionPaths.PositionClose,
    ];

    private static string[] SymbolFilters => [ActionPaths.Positions, ActionPaths.OpenOrders, ActionPaths.OrderCancelAll];

    private static string[] References => [ActionPaths.Order, ActionPaths.OrderCancel];

    private static string[] Orders => [ActionPaths.OrderPlace, ActionPaths.CanaryRun];

    private static string[] ValidOrders =>
    [
        $$"""{{{Order}},"quantity":0.001}""",
        $$"""{{{Order}},"type":"MARKET","quantity":1e-3}""",
        $$"""{{{Order}},"type":"MARKET","notional":50.5,"reduceOnly":true}""",
        $$"""{{{Order}},"type":"MARKET","quantity":1,"price":65000}""",
        $$"""{{{Order}},"type":"LIMIT","quantity":1,"price":65000}""",
        $$"""{{{Order}},"type":"LIMIT","quantity":1,"price":65000,"timeInForce":"GTX"}""",
        $$"""{{{Order}},"type":"STOP_MARKET","quantity":1,"stopPrice":60000,"reduceOnly":false}""",
        $$"""{{{Order}},"type":"TAKE_PROFIT_MARKET","notional":1,"stopPrice":60000}""",
        $$"""{{{Order}},"type":"STOP","quantity":1,"price":65000,"stopPrice":60000,"timeInForce":"IOC"}""",
        $$"""{{{Order}},"type":"TAKE_PROFIT","quantity":1,"price":65000,"stopPrice":60000}""",
    ];

    private static (string Params, string[] Faults)[] InvalidOrders =>
    [
        ("{}", ["symbol", "side", "quantity"]),
        ($$"""{{{Order}}}""", ["quantity"]),
        ($$"""{{{Order}},"quantity":1,"notional":1}""", ["quantity"]),
        ($$"""{{{Order}},"quantity":0}""", ["quantity"]),
        ($$"""{{{Order}},"quantity":-1}""", ["quantity"]),
        ($$"""{{{Order}},"quantity":"1"}""", ["quantity"]),
        ($$"""{{{Order}},"quantity":null}""", ["quantity"]),
        ($$"""{{{Order}},"notional":0}""", ["notional"]),
        ("""{"symbol":"BTCUSDT","side":"buy","quantity":1}""", ["side"]),
        ("""{"symbol":"btc","side":"LONG","quantity":"x"}""", ["symbol", "side", "quantity"]),
        ($$"""{{{Order}},"type":"TRAILING_STOP_MARKET","quantity":1}""", ["type"]),
        ($$"""{{{Order}},"type":"LIMIT","quantity":1}""", ["price"]),
        ($$"""{{{Order}},"type":"LIMIT","quantity":1,"price":0}""", ["price"]),
        ($$"""{{{Order}},"type":"LIMIT","quantity":1,"price":1,"stopPrice":1}""", ["stopPrice"]),
        ($$"""{{{Order}},"type":"LIMIT","quantity":1,"price":1,"timeInForce":"GTD"}""", ["timeInForce"]),
        ($$"""{{{Order}},"quantity":1,"stopPrice":1}""", ["stopPrice"]),
        ($$"""{{{Order}},"type":"MARKET","quantity":1,"timeInForce":"GTC"}""", ["timeInForce"]),
        ($$"""{{{Order}},"type":"STOP_MARKET","quantity":1}""", ["stopPrice"]),
        ($$"""{{{Order}},"type":"STOP_MARKET","quantity":1,"stopPrice":1,"price":1}""", ["price"]),
        ($$"""{{{Order}},"type":"TAKE_PROFIT_MARKET","quantity":1,"stopPrice":1,"timeInForce":"GTC"}""", ["timeInForce"]),
        ($$"""{{{Order}},"type":"STOP","quantity":1,"price":1}""", ["stopPrice"]),
        ($$"""{{{Order}},"type":"TAKE_PROFIT","quantity":1}""", ["price", "stopPrice"]),
        ($$"""{{{Order}},"quantity":1,"reduceOnly":"yes"}""", ["reduceOnly"]),
    ];

    /// <summary>Right params of an action.</summary>
    public static string ValidFor(string path) => Valid.First(golden => golden.Path == path).Params;

    private static string Scoped(string path, string order) => path != ActionPaths.CanaryRun ? order
        : order == "{}" ? """{"scope":"futures-testnet"}"""
        : """{"scope":"futures-testnet",""" + order[1..];
}
