using Spark.Guardrails.Actions;

namespace Spark.Copilot.Agent;

/// <summary>Which reads bring text that strangers could have written: order tags, reasons, outcomes.</summary>
internal static class Taint
{
    public static bool IsOf(string path) => path is ActionPaths.OpenOrders or ActionPaths.Order or ActionPaths.Fills or ActionPaths.CanaryStatus
        or ActionPaths.RiskStatus or ActionPaths.GuardrailsStatus or ActionPaths.Health;
}
