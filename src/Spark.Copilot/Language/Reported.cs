namespace Spark.Copilot.Language;

/// <summary>Takes out what a person only reports: 'someone wrote …, no; just the price'. Words they ask to follow stay.</summary>
internal static class Reported
{
    /// <summary>What the person says in their own name.</summary>
    public static List<Mark> Without(List<Mark> marks)
    {
        marks = InOwnName(marks);
        var said = marks.FindIndex(mark => mark.Is(Concept.Reported));
        if (said < 0) return marks;
        var rejected = LastRejection(marks);
        if (rejected < 0) return marks;
        var quoted = WithoutQuotes(marks);
        if (quoted.Count < marks.Count) return WithoutReport(quoted);
        return rejected < said ? marks : [.. marks.Skip(rejected + 1)];
    }

    /// <summary>The marks without what stands in quotes, when the person neither asks to follow it nor rejects it: nobody's order.</summary>
    public static List<Mark> WithoutQuotation(List<Mark> marks) =>
        marks.Exists(mark => mark.Is(Concept.Reported)) && !marks.Exists(mark => mark.Is(Concept.Follow)) ? WithoutQuotes(marks) : marks;

    // The sentence that reports, up to the words that reject it.
    private static List<Mark> WithoutReport(List<Mark> marks)
    {
        var said = marks.FindIndex(mark => mark.Is(Concept.Reported));
        var rejected = LastRejection(marks);
        if (said < 0 || rejected < said) return [.. marks.Where(mark => !mark.Is(Concept.Rejected))];
        var begin = said;
        while (begin > 0 && !marks[begin - 1].IsAny([".", ";", ",", "!", "?", "\n"])) begin--;
        return [.. marks.Take(begin), .. marks.Skip(rejected + 1)];
    }

    // 'I said', 'dedim': the person's own words are no report.
    private static List<Mark> InOwnName(List<Mark> marks)
    {
        for (var at = 0; at < marks.Count; at++)
        {
            if (!marks[at].Is(Concept.Reported) || !IsOwn(marks, at)) continue;
            var others = marks[at].Concepts.Where(concept => concept != Concept.Reported).ToArray();
            marks = [.. marks.Take(at), marks[at] with { Concepts = others.Length > 0 ? others : [Concept.Noise] }, .. marks.Skip(at + 1)];
        }
        return marks;
    }

    private static bool IsOwn(List<Mark> marks, int at) => (at > 0 && Normalizer.Fold(marks[at - 1].Raw) is "i" or "we")
        || Array.Exists(OwnEndings, ending => marks[at].Suffix == ending);

    private static readonly string[] OwnEndings = ["m", "k", "im", "ik", "tim", "tik"];

    // 'not a bad idea' rejects nothing: a bare 'no' or 'not' has to stand alone.
    private static int LastRejection(List<Mark> marks)
    {
        for (var at = marks.Count - 1; at >= 0; at--)
        {
            if (marks[at].Is(Concept.Rejected)) return at;
            if (marks[at].Is(Concept.Not) && (at == marks.Count - 1 || marks[at + 1].IsAny([".", ";", ",", "!", "?", "\n"]))) return at;
        }
        return -1;
    }

    private static List<Mark> WithoutQuotes(List<Mark> marks)
    {
        var kept = new List<Mark>(marks.Count);
        for (var at = 0; at < marks.Count; at++)
        {
            if (IsQuote(marks[at]) && marks.FindIndex(at + 1, IsQuote) is > 0 and var end) at = end;
            else kept.Add(marks[at]);
        }
        return kept;
    }

    private static bool IsQuote(Mark mark) => mark.Is("\"") || mark.Is("'");
}
