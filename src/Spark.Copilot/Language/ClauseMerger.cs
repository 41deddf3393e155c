using Spark.Domain.Orders;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>Puts pieces that hold no wish of their own to the one they belong to, and the pieces of one order together.</summary>
internal static class ClauseMerger
{
    public static List<Clause> Merge(List<Clause> cut, Lexicon lexicon, PositionLimits limits)
    {
        var clauses = cut.Where(clause => clause.HasContent).ToList();
        foreach (var clause in clauses) clause.Intent = RuleBook.Best(lexicon.Intents, clause).Means;
        clauses = Attach(clauses, lexicon);
        return JoinOrders(clauses, limits);
    }

    private static List<Clause> Attach(List<Clause> clauses, Lexicon lexicon)
    {
        for (var at = 0; at < clauses.Count; at++)
        {
            if (clauses[at].Intent is not null || clauses.Count == 1) continue;
            if (IsSecondOrder(clauses, at) || IsShownInstead(clauses, at)) continue;
            var forward = at == 0 || (at + 1 < clauses.Count && clauses[at + 1].Joint < clauses[at].Joint);
            var first = forward ? at : at - 1;
            var joined = clauses[first].With(clauses[first + 1]);
            joined.Intent = RuleBook.Best(lexicon.Intents, joined).Means ?? joined.Intent;
            clauses[first] = joined;
            clauses.RemoveAt(first + 1);
            at = Math.Max(-1, first - 1);
        }
        return clauses;
    }

    // 'don't cancel them, just list them'.
    private static bool IsShownInstead(List<Clause> clauses, int at) => at > 0 && clauses[at].Has(Concept.Show) && clauses[at - 1].HasAny([Concept.Not, Concept.NotDone]);

    // 'buy 0.1 eth and 0.01 btc': the second has a coin and a size, and the first has both already.
    private static bool IsSecondOrder(List<Clause> clauses, int at) => at > 0 && (clauses[at - 1].IsOrder || (clauses[at - 1].Intent is null && IsSecondOrder(clauses, at - 1)))
        && clauses[at].Coins.Count == 1 && clauses[at - 1].Coins.Count == 1 && clauses[at].Coins[0] != clauses[at - 1].Coins[0] && clauses[at].Has(Concept.Number)
        && clauses[at - 1].Has(Concept.Number);

    // 'long 0.01 btc, stop at 60k': the stop is an order of its own, whose side was not said.
    private static bool IsProtection(OrderSlots before, OrderSlots after) => before.IsComplete && !before.EffectiveType.IsConditional()
        && after is { Side: null, StopPrice: not null } && after.EffectiveType.IsConditional();

    private static List<Clause> JoinOrders(List<Clause> clauses, PositionLimits limits)
    {
        for (var at = 1; at < clauses.Count; at++)
        {
            if (!clauses[at - 1].IsOrder || !clauses[at].IsOrder || clauses[at].Has(Concept.SameSize)) continue;
            var (before, after) = (OrderReader.Read(clauses[at - 1], limits), OrderReader.Read(clauses[at], limits));
            if ((before.IsComplete && after.IsComplete) || IsProtection(before, after)) continue;
            var joined = clauses[at - 1].With(clauses[at]);
            var slots = OrderReader.Read(joined, limits);
            if (slots.Conflicts) continue;
            joined.Intent = slots.IsCanary ? ActionPaths.CanaryRun : Intents.Order;
            clauses[at - 1] = joined;
            clauses.RemoveAt(at--);
        }
        return clauses;
    }
}
