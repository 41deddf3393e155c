using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>Questions about a wish are none: 'will my position be closed?', 'emirlerim iptal edilecek mi', 'my orders were cancelled'.</summary>
internal static class Asked
{
    private static readonly string[] Openers = ["is", "are", "was", "were", "did", "does", "has", "have", "had", "why", "when", "how", "which", "who", "will", "must", "am", "won't"];

    private static readonly string[] Modals = ["can", "could", "would", "should", "may", "might", "shall"];

    private static readonly string[] States = ["was", "were", "is", "are", "been", "got", "get", "gets", "already"];

    private static readonly string[] Participles = ["cancelled", "canceled", "cxl", "closed", "flattened", "liquidated", "sold"];

    /// <summary>What to look at instead; null when the clause asks for something to be done.</summary>
    public static string? Instead(Clause clause) => clause.Intent switch
    {
        ActionPaths.PositionClose or Intents.CloseEverything when IsQuestion(clause) => ActionPaths.Positions,
        ActionPaths.OrderCancel or ActionPaths.OrderCancelAll when IsQuestion(clause) => ActionPaths.OpenOrders,
        ActionPaths.BreakerClose when IsQuestion(clause) => ActionPaths.RiskStatus,
        _ => null,
    };

    private static bool IsQuestion(Clause clause) =>
        (clause.Has(Concept.Passive) && (clause.Asks || clause.HasAny([Concept.Query, Concept.If, Concept.Past]) || Opens(clause))) || TellsOfState(clause);

    private static bool Opens(Clause clause)
    {
        var words = clause.Marks.Select(mark => Normalizer.Fold(mark.Raw)).ToList();
        if (words.Count < 2) return false;
        return Openers.Contains(words[0]) || (Modals.Contains(words[0]) && words[1] is not ("you" or "u" or "we" or "i"));
    }

    // 'were cxl', 'the cancelled orders'.
    private static bool TellsOfState(Clause clause)
    {
        if (clause.Has(Concept.Dry)) return false;
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            if (!clause.Marks[at].IsAny([Concept.Cancel, Concept.Close]) || !Participles.Contains(Normalizer.Fold(clause.Marks[at].Raw))) continue;
            if (at > 0 && States.Contains(Normalizer.Fold(clause.Marks[at - 1].Raw))) return true;
            if (Normalizer.Fold(clause.Marks[at].Raw) != "cxl" && at + 1 < clause.Marks.Count && clause.Marks[at + 1].IsAny([Concept.Order, Concept.Orders, Concept.Position])) return true;
        }
        return false;
    }
}
