using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.SemanticKernel;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Plugins;

/// <summary>
/// The catalogue as Semantic Kernel plugins: futures, risk, canary, guardrails, strategy. Generated, so that a model is told exactly what
/// the validator allows; built once, since plugins are immutable and shared.
/// </summary>
public static class ActionPlugins
{
    /// <summary>The plugins, with <c>person</c> for asking and refusing.</summary>
    public static ImmutableArray<KernelPlugin> Plugins { get; } =
    [
        .. ActionCatalogue.All.GroupBy(action => PluginOf(action.Path), StringComparer.Ordinal)
            .Select(group => KernelPluginFactory.CreateFromFunctions(group.Key, group.Select(Build))),
        PersonPlugin.Plugin,
    ];

    /// <summary>Every action in the catalogue's order.</summary>
    public static ImmutableArray<ActionFunction> All { get; } = [.. ActionCatalogue.All.Select(action =>
        new ActionFunction(action, Plugins.First(plugin => plugin.Name == PluginOf(action.Path))[NameOf(action.Path)]))];

    private static readonly FrozenDictionary<string, ActionFunction> ByName = All.ToFrozenDictionary(
        action => PluginOf(action.Definition.Path) + "-" + NameOf(action.Definition.Path), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ActionFunction> ByPath =
        All.ToFrozenDictionary(action => action.Definition.Path, StringComparer.Ordinal);

    /// <summary>The action behind a function of <see cref="Plugins"/>; null for those of <c>person</c>.</summary>
    public static ActionFunction? Find(KernelFunction function) => ByName.GetValueOrDefault(function.PluginName + "-" + function.Name);

    /// <summary>The function of an action.</summary>
    public static ActionFunction Of(string path) => ByPath[path];

    /// <summary>The plugin's name: <c>risk</c> of <c>/futures/risk/status</c>, <c>futures</c> of <c>/futures/order.place</c>.</summary>
    public static string PluginOf(string path) => path.Split('/') is { Length: > 3 } parts ? parts[2] : path.Split('/')[1];

    /// <summary>The function's name: <c>order_cancel_all</c> of <c>/futures/order.cancelAll</c>.</summary>
    public static string NameOf(string path)
    {
        var parts = path.Split('/');
        var tail = string.Join('_', parts.Skip(parts.Length > 3 ? 3 : 2));
        var name = new StringBuilder();
        foreach (var letter in tail)
        {
            if (char.IsUpper(letter)) name.Append('_');
            name.Append(char.IsLetterOrDigit(letter) ? char.ToLower(letter, CultureInfo.InvariantCulture) : '_');
        }
        return name.ToString();
    }

    private static KernelFunction Build(ActionDefinition definition)
    {
        var path = definition.Path;
        return KernelFunctionFactory.CreateFromMethod(
            (KernelArguments arguments) => new ActionDraft(path, arguments), NameOf(path), DescriptionOf(definition), ParametersOf(definition));
    }

    private static string DescriptionOf(ActionDefinition definition) => definition.Effect switch
    {
        ActionEffect.Read => definition.Summary,
        _ when definition.Path == ActionPaths.BreakerOpen => definition.Summary + " Call it only when the person asks for it.",
        _ => definition.Summary + " It is only proposed: a person decides.",
    };

    private static IEnumerable<KernelParameterMetadata> ParametersOf(ActionDefinition definition)
    {
        foreach (var spec in definition.Params) yield return Parameter(spec.Name, spec.Kind.Schema, spec.Required, Tell(spec));
        if (MayChooseLive(definition) && definition.Params.All(spec => spec.Name != "dryRun"))
        {
            yield return Parameter("dryRun", new JsonObject { ["type"] = "boolean" }, required: false, "true when the person asks to simulate it.");
        }
    }

    private static bool MayChooseLive(ActionDefinition definition) =>
        !definition.Effect.IsHarmless() && definition.Path is not (ActionPaths.BreakerOpen or ActionPaths.CanaryConfirm);

    private static string Tell(ParamSpec spec) => spec.Name switch
    {
        "dryRun" => "false only when the person's own words ask for a real, live or testnet execution; leave it out otherwise.",
        "quantity" => "Size in the base asset; either this or notional.",
        "notional" => "Size in USDT; either this or quantity.",
        "price" => "Limit price, for LIMIT, STOP and TAKE_PROFIT only.",
        "stopPrice" => "Trigger price, for the four stop types only.",
        _ => spec.Kind.Allowed + (spec.Default is { } value ? $"; {value} when left out." : "."),
    };

    private static KernelParameterMetadata Parameter(string name, JsonObject schema, bool required, string description)
    {
        schema["description"] = description;
        return new KernelParameterMetadata(name) { Description = description, IsRequired = required, Schema = KernelJsonSchema.Parse(schema.ToJsonString()) };
    }
}
