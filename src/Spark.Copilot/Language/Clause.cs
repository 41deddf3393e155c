namespace Spark.Copilot.Language;

/// <summary>A piece of the message that holds one wish, or part of one.</summary>
internal sealed class Clause
{
    private readonly HashSet<string> _concepts = new(StringComparer.Ordinal);

    public Clause(IReadOnlyList<Mark> marks, int joint)
    {
        (Marks, Joint) = (marks, joint);
        foreach (var mark in marks) _concepts.UnionWith(mark.Concepts);
    }

    public IReadOnlyList<Mark> Marks { get; }

    /// <summary>How strongly it is parted from the one before: 1 by 'and', 2 by a comma, 3 by 'then' or a full stop.</summary>
    public int Joint { get; }

    /// <summary>Whether a full stop, a semicolon or a question mark stands before it; 'then' alone does not end a sentence.</summary>
    public bool IsNewSentence { get; init; }

    /// <summary>Whether it is to come before what was said before it: 'but first show me …'.</summary>
    public bool ComesFirst { get; init; }

    /// <summary>Whether a question mark ended it.</summary>
    public bool Asks { get; init; }

    /// <summary>What it asks for; null when it only adds to a neighbour.</summary>
    public string? Intent { get; set; }

    public bool Has(string concept) => _concepts.Contains(concept);

    public bool HasAny(ReadOnlySpan<string> concepts)
    {
        foreach (var concept in concepts)
        {
            if (_concepts.Contains(concept)) return true;
        }
        return false;
    }

    /// <summary>Exchange symbols in spoken order, without repeats.</summary>
    public List<string> Coins => [.. Marks.Where(mark => mark.Coin is not null).Select(mark => mark.Coin!).Distinct(StringComparer.Ordinal)];

    public IEnumerable<Mark> Unknown => Marks.Where(mark => mark.IsUnknown);

    public bool IsOrder => Intent is Intents.Order or Guardrails.Actions.ActionPaths.CanaryRun;

    /// <summary>Whether it says anything at all.</summary>
    public bool HasContent => Marks.Any(mark => mark.Coin is not null || mark.Figure is { IsWeak: false } || mark.IsId || mark.IsUnknown
        || mark.Concepts.Any(concept => concept.Length > 1 && concept is not (Concept.Noise or Concept.And or Concept.Then or Concept.Doubt or Concept.TakeBack)));

    public Clause With(Clause other) => new([.. Marks, Separator, .. other.Marks], Joint) { Intent = Intent ?? other.Intent, Asks = Asks || other.Asks, IsNewSentence = IsNewSentence, ComesFirst = ComesFirst };

    private static readonly Mark Separator = new() { Raw = ",", Concepts = [","] };
}
