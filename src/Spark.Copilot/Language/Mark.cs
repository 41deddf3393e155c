namespace Spark.Copilot.Language;

/// <summary>One understood piece of the message: a coin, a number, a phrase of the lexicon, an id, or something unknown.</summary>
internal sealed record Mark
{
    /// <summary>What the phrase means; a phrase can mean several things.</summary>
    public string[] Concepts { get; init; } = [];

    /// <summary>The exchange symbol of a coin.</summary>
    public string? Coin { get; init; }

    public Figure? Figure { get; init; }

    /// <summary>A day, an instant, or a span of days.</summary>
    public SpokenDate? Date { get; init; }

    /// <summary>As typed.</summary>
    public required string Raw { get; init; }

    /// <summary>The last word of the phrase as typed, folded: the verb of 'iptal etmiyorum'.</summary>
    public string Typed { get; init; } = "";

    /// <summary>The ending behind it, folded.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>A name with a dash and a digit.</summary>
    public bool IsId { get; init; }

    /// <summary>A word that the lexicon doesn't know.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>An unknown word in capitals, as tickers are typed.</summary>
    public bool LooksLikeCoin { get; init; }

    /// <summary>No blank before it.</summary>
    public bool IsGlued { get; init; }

    public bool Is(string concept) => Array.IndexOf(Concepts, concept) >= 0;

    public bool IsAny(ReadOnlySpan<string> concepts)
    {
        foreach (var concept in Concepts)
        {
            if (concepts.Contains(concept)) return true;
        }
        return false;
    }

    /// <summary>Whether it may be skipped when two marks are looked at as neighbours.</summary>
    public bool IsNoise => Is(Concept.Noise);
}
