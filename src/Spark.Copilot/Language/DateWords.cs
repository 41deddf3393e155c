using System.Collections.Frozen;

namespace Spark.Copilot.Language;

/// <summary>The words of dates in both languages, folded.</summary>
internal sealed record DateWords
{
    /// <summary>Names to 1 … 12.</summary>
    public required FrozenDictionary<string, int> Months { get; init; }

    /// <summary>Days back from today.</summary>
    public required FrozenDictionary<string, int> Days { get; init; }

    /// <summary>Words such as 'last' that open a span up to now.</summary>
    public required FrozenSet<string> Past { get; init; }

    /// <summary>Words behind a number that make it a year.</summary>
    public required FrozenSet<string> Years { get; init; }

    public required FrozenDictionary<string, DateUnit> Units { get; init; }

    public DateUnit? Unit(string word)
    {
        if (Units.TryGetValue(word, out var unit)) return unit;
        for (var length = word.Length - 1; length >= 2; length--)
        {
            if (Units.TryGetValue(word[..length], out unit) && Suffixes.CanFollow(word.AsSpan(length))) return unit;
        }
        return null;
    }
}
