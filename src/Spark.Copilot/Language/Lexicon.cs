using System.Collections.Frozen;

namespace Spark.Copilot.Language;

/// <summary>The words, coins, numbers and rules of both languages, compiled for reading. Immutable, shared by all turns.</summary>
internal sealed record Lexicon
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

    /// <summary>Coins that the exchange trades by the thousand, by their plain symbol.</summary>
    public FrozenDictionary<string, string> Multiples { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>With the coins of the exchange's list. Names that people use stay as they are.</summary>
    public Lexicon Joined(IReadOnlyCollection<string> listed)
    {
        var coins = Coins.ToDictionary(StringComparer.Ordinal);
        foreach (var symbol in listed.Where(symbol => symbol.EndsWith("USDT", StringComparison.Ordinal) && symbol.All(char.IsAsciiLetterOrDigit)))
        {
            coins.TryAdd(Normalizer.Fold(symbol), new CoinName(symbol, false));
            var ticker = Normalizer.Fold(symbol[..^4]);
            if (ticker.Length >= 2 && ticker.Any(char.IsAsciiLetter) && !Words.ContainsKey(ticker)) coins.TryAdd(ticker, new CoinName(symbol, Careful: true, IsListed: true));
        }
        return this with { Coins = coins.ToFrozenDictionary(StringComparer.Ordinal), Multiples = Language.Multiples.Of(listed.ToHashSet(StringComparer.Ordinal)) };
    }

    public FrozenDictionary<string, decimal> Numbers(SpokenLanguage language) =>
        language == SpokenLanguage.Turkish ? TurkishNumbers : EnglishNumbers;
}
