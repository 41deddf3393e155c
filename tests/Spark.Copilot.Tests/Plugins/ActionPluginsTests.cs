using System.Reflection;
using Microsoft.SemanticKernel;
using Spark.Copilot.Plugins;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Tests.Plugins;

public sealed class ActionPluginsTests
{
    [Fact]
    public void Names_of_functions_are_stable() => Assert.Equal(
    [
        "futures-health", "futures-account", "futures-positions", "futures-open_orders", "futures-order", "futures-fills", "futures-ticker",
        "risk-status", "canary-status", "guardrails-status", "futures-ws_start", "futures-ws_stop", "canary-run", "futures-order_place",
        "canary-confirm", "futures-order_cancel", "futures-order_cancel_all", "futures-position_close", "futures-leverage_set",
        "risk-circuit_breaker_open", "risk-circuit_breaker_close", "risk-record_pnl",
        "strategy-generate", "strategy-backtest", "strategy-optimize", "strategy-deploy",
    ], ActionPlugins.All.Select(action => $"{action.Function.PluginName}-{action.Function.Name}"));

    [Fact]
    public void Every_action_of_the_catalogue_has_a_function_with_its_params()
    {
        Assert.Equal(ActionCatalogue.All, ActionPlugins.All.Select(action => action.Definition));
        Assert.All(ActionPlugins.All, action =>
        {
            var parameters = action.Function.Metadata.Parameters.Where(parameter => parameter.Name != "dryRun").ToList();
            Assert.Equal(action.Definition.Params.Where(spec => spec.Name != "dryRun").Select(spec => (spec.Name, spec.Required)), parameters.Select(parameter => (parameter.Name, parameter.IsRequired)));
        });
    }

    [Fact]
    public void Only_where_a_person_may_choose_is_there_a_dry_run() => Assert.Equal(
        ["/futures/order.place", "/futures/order.cancel", "/futures/order.cancelAll", "/futures/position.close", "/futures/leverage.set", "/futures/risk/circuit-breaker/close", "/futures/risk/record-pnl", "/strategy/deploy"],
        ActionPlugins.All.Where(action => action.Function.Metadata.Parameters.Any(parameter => parameter.Name == "dryRun")).Select(action => action.Definition.Path));

    [Fact]
    public async Task Calling_a_function_only_drafts()
    {
        foreach (var action in ActionPlugins.All)
        {
            var result = await action.Function.InvokeAsync(new Kernel(), new KernelArguments { ["symbol"] = "BTCUSDT" }, TestContext.Current.CancellationToken);
            var draft = Assert.IsType<ActionDraft>(result.GetValue<object>());
            Assert.Equal(action.Definition.Path, draft.Path);
        }
    }

    [Fact]
    public void Nothing_that_a_model_reaches_knows_the_confirming_client()
    {
        var visible = typeof(ActionPlugins).Assembly.GetTypes().Where(type => type.Namespace is { } name
            && (name.StartsWith("Spark.Copilot.Agent", StringComparison.Ordinal) || name.StartsWith("Spark.Copilot.Plugins", StringComparison.Ordinal)
                || name.StartsWith("Spark.Copilot.Engines", StringComparison.Ordinal) || name.StartsWith("Spark.Copilot.Conversation", StringComparison.Ordinal)
                || name.StartsWith("Spark.Copilot.Batches", StringComparison.Ordinal) || name.StartsWith("Spark.Copilot.Language", StringComparison.Ordinal)));
        const BindingFlags everything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var used = visible.SelectMany(type => type.GetFields(everything).Select(field => field.FieldType)
            .Concat(type.GetConstructors(everything).SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)))
            .Concat(type.GetMethods(everything).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType))));
        Assert.DoesNotContain(used, type => type.FullName?.StartsWith("Spark.Copilot.Confirmations", StringComparison.Ordinal) == true);
    }
}
