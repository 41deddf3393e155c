using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>
/// Words beside a wish that hold it back: exceptions, second thoughts, 'maybe', 'tomorrow', somebody else's words. A wish that would change
/// something for real is asked about then, however well the rest was understood.
/// </summary>
internal static class Doubts
{
    private static readonly string[] Sweeping = [ActionPaths.OrderCancel, ActionPaths.OrderCancelAll, ActionPaths.PositionClose, ActionPaths.LeverageSet];

    /// <summary>Whether the drafts wait for an answer.</summary>
    /// <param name="marks">What the person says in their own name.</param>
    /// <param name="drafts">What the grammar made of it.</param>
    public static bool Hold(IReadOnlyList<Mark> marks, IReadOnlyList<Draft> drafts)
    {
        var real = drafts.Where(ChangesSomething).ToList();
        if (real.Count == 0) return false;
        var whole = new Clause(marks, 0);
        return whole.HasAny([Concept.Doubt, "@", "/", ">", "|"]) || whole.Marks.Any(mark => mark.Date is not null) || TakesBack(marks) || IsLabelled(marks) || LeavesOut(marks, whole)
            || (whole.Has(Concept.Reported) && !whole.Has(Concept.Follow))
            || (whole.Has(Concept.Except) && real.Exists(draft => Sweeping.Contains(draft.Path)))
            || (whole.Has(Concept.Keep) && Keeps(marks, real))
            || (whole.Has(Concept.If) && real.Exists(draft => !WaitsForPrice(draft)))
            || (real.Exists(draft => draft.Path == ActionPaths.OrderPlace) && (whole.Has(Concept.BookWord) || (whole.Has(Concept.Entry) && whole.Has(Concept.Number))));
    }

    /// <summary>Whether it would be done for real, once confirmed.</summary>
    public static bool ChangesSomething(Draft draft) => draft.Path == ActionPaths.OrderPlace
        ? draft.DryRun == false
        : draft.DryRun != true && draft.Path is not (ActionPaths.BreakerOpen or ActionPaths.CanaryRun) && ActionCatalogue.TryFind(draft.Path, out var definition) && !definition.Effect.IsHarmless();

    /// <summary>Whether nothing is left of the message: its last words take back what it said.</summary>
    public static bool EndsTakenBack(IReadOnlyList<Mark> marks)
    {
        var last = marks.Count - 1;
        while (last > 0 && !marks[last].Is(Concept.TakeBack) && (marks[last].IsNoise || marks[last].IsAny([",", ".", "!"]))) last--;
        if (marks.Count > 0 && marks.All(mark => mark.IsAny([Concept.TakeBack, Concept.Not, Concept.Unwanted, Concept.NotDone, ",", ".", "!"]) || mark.IsNoise)) return marks.Any(mark => mark.Is(Concept.TakeBack));
        return last > 0 && marks[last].Is(Concept.TakeBack) && marks.Take(last).Any(mark => mark.Coin is not null || mark.Figure is not null || mark.IsAny([Concept.Close, Concept.Cancel, Concept.Buy, Concept.Sell, Concept.Leverage, "breaker"]));
    }

    // 'ali: buy …': somebody's words.
    private static bool IsLabelled(IReadOnlyList<Mark> marks)
    {
        var colon = marks.IndexOf(marks.FirstOrDefault(mark => mark.Is(":")) ?? marks[0]);
        return colon is > 0 and < 4 && marks.Take(colon).Any(mark => mark.IsUnknown || mark.IsAny([Concept.Not, "record", "fills", Concept.Query]))
            && !marks.Take(colon).Any(mark => mark.Coin is not null || mark.Figure is not null || mark.IsAny([Concept.Pnl, Concept.Live, Concept.Order, Concept.Canary, Concept.Reported]));
    }

    // 'all positions but btc'.
    private static bool LeavesOut(IReadOnlyList<Mark> marks, Clause whole) => whole.HasAny([Concept.All, Concept.Everything])
        && marks.Zip(marks.Skip(1)).Any(pair => Normalizer.Fold(pair.First.Raw) == "but" && pair.Second.Coin is not null);

    // 'if it drops to 60000' became the order's trigger; any other 'if' became nothing.
    private static bool WaitsForPrice(Draft draft) => (draft.Params.ContainsKey("stopPrice") || draft.Params.ContainsKey("price")) && draft.Path == ActionPaths.OrderPlace;

    // 'wait no, sell' begins with it; 'oops' behind a wish changes it, and nobody knows to what.
    private static bool TakesBack(IReadOnlyList<Mark> marks)
    {
        var first = 0;
        while (first < marks.Count && (marks[first].IsAny([Concept.TakeBack, Concept.Correcting, Concept.Turn, ",", ".", "!"]) || marks[first].IsNoise)) first++;
        return marks.Skip(first).Any(mark => mark.IsAny([Concept.TakeBack, Concept.Correcting, Concept.Turn]));
    }

    // 'close btc, keep eth' leaves eth alone; where the wish could meet what is kept, the person is asked.
    private static bool Keeps(IReadOnlyList<Mark> marks, List<Draft> real)
    {
        var sweeping = real.Where(draft => Sweeping.Contains(draft.Path)).ToList();
        if (sweeping.Count == 0) return false;
        var kept = ClauseCutter.Cut(marks).Where(clause => clause.Has(Concept.Keep)).ToList();
        var coins = kept.SelectMany(clause => clause.Coins).ToHashSet(StringComparer.Ordinal);
        return coins.Count == 0 || sweeping.Exists(draft => draft.Symbol is null || coins.Contains(draft.Symbol));
    }
}
