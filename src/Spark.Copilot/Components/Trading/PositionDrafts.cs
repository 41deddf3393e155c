using System.Text.Json.Nodes;
using Spark.Contracts;
using Spark.Copilot.Agent;
using Spark.Copilot.Conversation;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Components.Trading;

/// <summary>What a person may want of a position, as a card: nothing is sent before it is confirmed. Pure.</summary>
internal static class PositionDrafts
{
    /// <summary>Closes all of the symbol's position at market.</summary>
    public static ActionCard Close(PositionView position, string reason) => CardMaker.Judged(new ActionCard
    {
        Id = $"close-{position.Symbol}",
        Action = ActionPaths.PositionClose,
        Params = new JsonObject { ["symbol"] = position.Symbol },
        DryRun = false,
        ConfirmRequired = true,
        Reason = reason,
        Valid = true,
    }, []);
}
