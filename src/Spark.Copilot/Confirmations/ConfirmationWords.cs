using Spark.Contracts;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Confirmations;

/// <summary>What a person has to type before exposure may rise.</summary>
internal static class ConfirmationWords
{
    /// <summary>The order's symbol; for what has none, the last word of the action's path; null when nothing has to be typed.</summary>
    public static string? Of(ConfirmationResponse proposal) => !proposal.RaisesExposure ? null : proposal.Symbol ?? LastWordOf(proposal);

    /// <summary>Exactly the word, blanks around it aside.</summary>
    public static bool Match(string word, string? typed) => string.Equals(typed?.Trim(), word, StringComparison.Ordinal);

    /// <summary>The effect of what is proposed; the strictest when the catalogue doesn't know it.</summary>
    public static ActionEffect EffectOf(ConfirmationResponse proposal) =>
        ActionCatalogue.TryFind(PathOf(proposal), out var action) ? action.Effect : ActionEffect.Admin;

    public static string? PathOf(ConfirmationResponse proposal) => (string?)proposal.Confirmation.Action?["action"];

    private static string LastWordOf(ConfirmationResponse proposal) => (PathOf(proposal) ?? "confirm").Split('/', '.')[^1];
}
