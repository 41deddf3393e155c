namespace Spark.Copilot.Language;

/// <summary>What a person's words hold that a draft can be traced to: coins, numbers, sides, ids, dates and meanings.</summary>
internal sealed class Spoken
{
    private readonly HashSet<string> _coins = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _concepts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _times = new(StringComparer.Ordinal);
    private readonly List<Figure> _figures = [];

    private Spoken()
    {
    }

    public static Spoken Nothing { get; } = new();

    public string? Interval { get; private init; }

    public static Spoken Of(IReadOnlyList<Mark> marks)
    {
        var spoken = new Spoken { Interval = Intervals.Find(new Clause(marks, 0)) };
        foreach (var mark in marks) spoken.Add(mark);
        return spoken;
    }

    public bool Has(string concept) => _concepts.Contains(concept);

    /// <summary>Whether the symbol's coin was named, by any of its names.</summary>
    public bool Names(string symbol) => _coins.Contains(symbol) || (symbol.EndsWith("USDT", StringComparison.Ordinal) && IsTyped(symbol[..^4]));

    /// <summary>Whether the number was said, as it reads in the message's language.</summary>
    public bool Says(decimal number) => _figures.Exists(figure => figure.Value == number);

    /// <summary>Whether the other language's convention would read the number as another one.</summary>
    public bool SaysTwoThings(decimal number) => _figures.Exists(figure => figure.Value == number && figure.Otherwise is not null);

    /// <summary>Whether a part of the whole was said: half, 25%, 0.25.</summary>
    public bool SaysPart(decimal part) => _figures.Exists(figure => (figure.IsPercent ? figure.Value / 100 : figure.Value) == part);

    /// <summary>Whether the word or id stands in the message as it is.</summary>
    public bool Writes(string text) => _words.Contains(Normalizer.Fold(text));

    public bool Dates(string time) => _times.Contains(time);

    private bool IsTyped(string coin) => _words.Contains(Normalizer.Fold(coin)) || (coin.StartsWith("1000", StringComparison.Ordinal) && _words.Contains(Normalizer.Fold(coin[4..])));

    private void Add(Mark mark)
    {
        if (mark.Coin is not null) _coins.Add(mark.Coin);
        if (mark.Figure is not null) _figures.Add(mark.Figure);
        if (mark.Date is { } date)
        {
            _times.Add(date.From);
            if (date.To is not null) _times.Add(date.To);
        }
        foreach (var concept in mark.Concepts) _concepts.Add(concept);
        if (mark.Raw.Length > 0) _words.Add(Normalizer.Fold(mark.Raw));
    }
}
