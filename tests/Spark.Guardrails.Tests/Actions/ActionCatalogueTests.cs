using Spark.Guardrails.Actions;
using static Spark.Guardrails.Actions.ActionEffect;

namespace Spark.Guardrails.Tests.Actions;

public sealed class ActionCatalogueTests
{
    /// <summary>The contract's table, written out: path, method, params (? optional), effect, proposed dryRun and confirm_required.</summary>
    private static readonly (string Path, string Method, string Params, ActionEffect Effect, bool DryRun, bool Confirm)[] Contract =
    [
        ("/futures/health", "GET", "", Read, true, false),
        ("/futures/account", "GET", "", Read, true, false),
        ("/futures/positions", "GET", "symbol?", Read, true, false),
        ("/futures/openOrders", "GET", "symbol?", Read, true, false),
        ("/futures/order", "GET", "symbol orderId? clientOrderId?", Read, true, false),
        ("/futures/fills", "GET", "symbol? after?", Read, true, false),
        ("/futures/ticker", "GET", "symbol", Read, true, false),
        ("/futures/risk/status", "GET", "", Read, true, false),
        ("/canary/status", "GET", "", Read, true, false),
        ("/guardrails/status", "GET", "", Read, true, false),
        ("/futures/ws.start", "POST", "symbols", Streams, true, false),
        ("/futures/ws.stop", "POST", "", Streams, true, false),
        ("/canary/run", "POST", "scope symbol side type? quantity? notional? price? stopPrice? timeInForce? reduceOnly?", Simulate, true, false),
        ("/futures/order.place", "POST", "symbol side type? quantity? notional? price? stopPrice? timeInForce? reduceOnly? clientOrderId? dryRun?", RaisesExposure, true, false),
        ("/canary/confirm", "POST", "scope canaryId?", RaisesExposure, false, true),
        ("/futures/order.cancel", "POST", "symbol orderId? clientOrderId?", LowersExposure, false, true),
        ("/futures/order.cancelAll", "POST", "symbol?", LowersExposure, false, true),
        ("/futures/position.close", "POST", "symbol? fraction?", LowersExposure, false, true),
        ("/futures/leverage.set", "POST", "symbol leverage", Settings, false, true),
        ("/futures/risk/circuit-breaker/open", "POST", "reason?", LowersExposure, false, false),
        ("/futures/risk/circuit-breaker/close", "POST", "", Admin, false, true),
        ("/futures/risk/record-pnl", "POST", "pnl", Admin, false, true),
        ("/strategy/generate", "POST", "description symbol interval", Lab, true, false),
        ("/strategy/backtest", "POST", "strategyId? symbol? interval? from? to?", Lab, true, false),
        ("/strategy/optimize", "POST", "strategyId? objective?", Lab, true, false),
        ("/strategy/deploy", "POST", "strategyId? scope", RaisesExposure, false, true),
    ];

    [Fact]
    public void The_catalogue_is_the_contracts_table_row_by_row() => Assert.Equal(Contract, ActionCatalogue.All.Select(definition => (
        definition.Path,
        definition.Method,
        string.Join(" ", definition.Params.Select(spec => spec.Required ? spec.Name : spec.Name + "?")),
        definition.Effect,
        definition.DefaultDryRun,
        definition.DefaultConfirmRequired)));

    [Fact]
    public void Every_action_is_told_in_both_languages() => Assert.All(ActionCatalogue.All, definition =>
    {
        Assert.EndsWith(".", definition.Summary, StringComparison.Ordinal);
        Assert.EndsWith(".", definition.SummaryTr, StringComparison.Ordinal);
        Assert.NotEqual(definition.Summary, definition.SummaryTr);
    });

    [Fact]
    public void A_path_is_found_by_its_exact_spelling_only()
    {
        Assert.True(ActionCatalogue.TryFind("/futures/order.place", out _));
        Assert.False(ActionCatalogue.TryFind("/Futures/Order.Place", out _));
        Assert.False(ActionCatalogue.TryFind(null, out _));
    }
}
