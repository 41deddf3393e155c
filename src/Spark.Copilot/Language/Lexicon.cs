using System.Collections.Frozen;

namespace Spark.Copilot.Language;

/// <summary>The words, coins, numbers and rules of both languages, compiled for reading. Immutable, shared by all turns.</summary>
internal sealed class Lexicon
{
    public required FrozenDictionary<string, SpokenLanguage> Words { get; init; }

    public required FrozenDictionary<string, Phrase[]> Phrases { get; init; }

    public required FrozenDictionary<string, CoinName> Coins { get; init; }

    public required FrozenDictionary<string, decimal> EnglishNumbers { get; init; }

    public required FrozenDictionary<string, decimal> TurkishNumbers { get; init; }

    public required DateWords Dates { get; init; }

    public required Rule[] Intents { get; init; }

    public required Rule[] Refusals { get; init; }

    public required Typos Typos { get; init; }

    public FrozenDictionary<string, decimal> Numbers(SpokenLanguage language) =>
        language == SpokenLanguage.Turkish ? TurkishNumbers : EnglishNumbers;
}
