using Microsoft.SemanticKernel;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Plugins;

/// <summary>Which functions an engine is offered; the same set is enforced on the way back.</summary>
public static class Offer
{
    private static readonly KernelFunction[] Everything = [.. ActionPlugins.All.Select(action => action.Function), PersonPlugin.Ask, PersonPlugin.Refuse];

    private static readonly KernelFunction[] Harmless =
        [.. ActionPlugins.All.Where(action => action.Definition.Effect.IsHarmless()).Select(action => action.Function), PersonPlugin.Ask, PersonPlugin.Refuse];

    /// <param name="tainted">Text from outside has been read in this turn.</param>
    public static IReadOnlyList<KernelFunction> For(bool tainted) => tainted ? Harmless : Everything;
}
