using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Suggestions;

/// <summary>The action that would help, as a draft: pressing it makes a card, and what is live is confirmed like any other.</summary>
/// <param name="Path">Of the catalogue.</param>
/// <param name="Params">Without dryRun.</param>
/// <param name="DryRun">Null: the catalogue's default.</param>
public sealed record SuggestedAction(string Path, JsonObject Params, bool? DryRun = null)
{
    /// <summary>The draft as a card; always valid.</summary>
    internal ActionCard ToCard(string id, string reason)
    {
        var definition = ActionCatalogue.TryFind(Path, out var found) ? found : throw new InvalidOperationException($"{Path} is not in the catalogue.");
        var dryRun = DryRun ?? definition.DefaultDryRun;
        return new ActionCard
        {
            Id = id,
            Action = Path,
            Params = (JsonObject)Params.DeepClone(),
            DryRun = dryRun,
            ConfirmRequired = definition.NeedsConfirmation(dryRun),
            Reason = reason,
            Valid = true,
        };
    }
}
