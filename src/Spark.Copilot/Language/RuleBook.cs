namespace Spark.Copilot.Language;

/// <summary>Finds what a clause asks for, by the score of the rules that its words meet.</summary>
internal static class RuleBook
{
    /// <summary>Below it a clause asks for nothing by itself.</summary>
    private const decimal Threshold = 2.5m;

    private const decimal Help = 0.5m;

    /// <summary>A rule as near as this means one phrase: it doesn't reach over a comma or an 'and'.</summary>
    private const int Close = 2;

    private static readonly string[] Separators = [",", ".", ";", "?", "!", "\n", Concept.And, Concept.Then];

    public static (string? Means, decimal Score) Best(Rule[] rules, Clause clause)
    {
        string? best = null;
        var most = 0m;
        foreach (var rule in rules)
        {
            if (clause.HasAny(rule.Not) || !IsMet(rule, clause)) continue;
            var score = rule.Score;
            foreach (var help in rule.Helps)
            {
                if (clause.Has(help)) score += Help;
            }
            if (score > most) (best, most) = (rule.Means, score);
        }
        return most >= Threshold ? (best, most) : (null, most);
    }

    /// <summary>The refusal that the words of a message call for.</summary>
    public static string? Refusal(Rule[] rules, Clause message)
    {
        foreach (var rule in rules)
        {
            if (!message.HasAny(rule.Not) && IsMet(rule, message)) return rule.Means;
        }
        return null;
    }

    private static bool IsMet(Rule rule, Clause clause)
    {
        foreach (var group in rule.When)
        {
            if (!clause.HasAny(group)) return false;
        }
        return rule.Within == 0 || IsNear(rule, clause);
    }

    private static bool IsNear(Rule rule, Clause clause)
    {
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            if (!clause.Marks[at].IsAny(rule.When[0])) continue;
            if (rule.When.Skip(1).All(group => Nearest(clause, group, at, rule.Within <= Close) <= rule.Within)) return true;
        }
        return false;
    }

    private static bool IsParted(Clause clause, int one, int other)
    {
        for (var at = Math.Min(one, other) + 1; at < Math.Max(one, other); at++)
        {
            if (clause.Marks[at].IsAny(Separators)) return true;
        }
        return false;
    }

    // The same mark meets two groups only when one phrase says both, which is the lexicon's decision.
    private static int Nearest(Clause clause, string[] group, int from, bool inOneBreath)
    {
        var nearest = int.MaxValue;
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            if (at != from && clause.Marks[at].IsAny(group) && !(inOneBreath && IsParted(clause, from, at))) nearest = Math.Min(nearest, Math.Abs(at - from));
        }
        return nearest;
    }
}
