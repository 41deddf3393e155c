namespace Spark.Copilot.Language;

/// <summary>Whether a clause says that its wish should not happen: 'alma', 'don't cancel', 'kapatılmasını istemiyorum', 'no need to close'.</summary>
internal static class Declined
{
    private const int Reach = 5;

    private static readonly string[] Acting =
        [Concept.Buy, Concept.Sell, Concept.Cancel, Concept.Close, Concept.Open, Concept.Confirm, Concept.Reset, Concept.Leverage, "start", "stop", "place", "trip", "set", "run", "record", "deploy"];

    private static readonly string[] Parting = [",", ".", ";", "?", "!", "\n", Concept.And, Concept.Then, Concept.Live, Concept.Dry];

    public static bool Is(Clause clause)
    {
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            if (IsNotDone(clause, clause.Marks[at]) || IsTurnedAhead(clause.Marks, at) || IsTurnedBehind(clause.Marks, at)) return true;
        }
        return false;
    }

    /// <summary>Whether it holds a word of refusal that nothing accounts for: a wish beside it is asked about before it changes anything.</summary>
    public static bool IsInDoubt(Clause clause)
    {
        if (clause.Marks.Count > 0 && Normalizer.Fold(clause.Marks[0].Raw) == "should") return true;
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            var mark = clause.Marks[at];
            if (Array.IndexOf(Wondering, Normalizer.Fold(mark.Raw)) >= 0) return true;
            if (!mark.IsAny([Concept.Not, Concept.NotDone, Concept.Unwanted, Concept.Declining]) || mark.IsAny([Concept.NotDry, Concept.NotReal])) continue;
            // 'no, close it' answers somebody.
            if (at == 0 && clause.Marks.Count > 1 && clause.Marks[1].IsAny([",", ".", "!"])) continue;
            return true;
        }
        return clause.Has(Concept.Past) && clause.HasAny([Concept.Query, Concept.Passive]);
    }

    // 'satmalı mıyım'.
    private static readonly string[] Wondering = ["miyim", "muyum", "miyiz", "muyuz"];

    private static bool IsNotDone(Clause clause, Mark mark)
    {
        if (!mark.Is(Concept.NotDone) || clause.Has(Concept.Dry)) return false;
        return mark.Is(Concept.NeverDone) || !clause.IsOrder || !clause.Has(Concept.Live);
    }

    // 'don't you dare close btc', 'never let my orders be cancelled': the verb comes behind it; 'limit değil market al' declines no verb.
    private static bool IsTurnedAhead(IReadOnlyList<Mark> marks, int at)
    {
        if (!marks[at].IsAny([Concept.Not, Concept.Unwanted, Concept.Declining])) return false;
        var near = IsFarReaching(marks[at]) ? Reach : 1;
        for (var next = at + 1; next < marks.Count && near > 0; next++)
        {
            if (marks[next].IsAny(Parting)) return false;
            if (marks[next].IsAny(Acting)) return true;
            if (marks[next].Concepts is not [Concept.Noise]) near--;
        }
        return false;
    }

    private static bool IsFarReaching(Mark mark) => Normalizer.Fold(mark.Raw) is not ("degil" or "yok" or "hayir" or "no" or "not") || mark.Is(Concept.Declining);

    // 'kapatılmasını istemiyorum', 'iptal edilmesine gerek yok': the verb comes before it.
    private static bool IsTurnedBehind(IReadOnlyList<Mark> marks, int at)
    {
        if (!marks[at].IsAny([Concept.Unwanted, Concept.Declining]) || marks[at].IsAny([Concept.NotDry, Concept.NotReal])) return false;
        for (var before = at - 1; before >= 0; before--)
        {
            if (marks[before].IsAny(Parting)) return false;
            if (marks[before].IsAny(Acting)) return true;
            if (!marks[before].IsNoise) return false;
        }
        return false;
    }
}
