namespace Spark.Copilot.Language;

/// <summary>Finds a wish to have something explained: 'neden bu emir?', 'why was it refused?'.</summary>
internal static class Questions
{
    public static Question? Of(Clause whole)
    {
        if (!whole.Has(Concept.Why)) return null;
        if (whole.Has(Concept.TakenBack)) return Question.Rollback;
        if (whole.Has(Concept.Number)) return null;
        if (whole.Has(Concept.Refused)) return Question.Refusal;
        return whole.HasAny([Concept.Order, Concept.Orders, Concept.Pronoun]) && !whole.HasAny([Concept.Stream, Concept.Cancel, Concept.Price]) ? Question.Order : null;
    }
}
