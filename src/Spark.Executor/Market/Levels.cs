using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Spark.Domain.Markets;

namespace Spark.Executor.Market;

/// <summary>Up to five price levels in place, best first.</summary>
internal struct Levels
{
    public const int Most = 5;

    private Slots _slots;

    public int Count { get; private set; }

    /// <summary>Takes the best of <paramref name="levels"/>.</summary>
    public static Levels Of(ReadOnlySpan<BookLevel> levels)
    {
        var taken = new Levels { Count = Math.Min(levels.Length, Most) };
        for (var i = 0; i < taken.Count; i++) taken._slots[i] = levels[i];
        return taken;
    }

    public readonly ImmutableArray<BookLevel> ToImmutable()
    {
        ReadOnlySpan<BookLevel> all = _slots;
        return [.. all[..Count]];
    }

    [InlineArray(Most)]
    private struct Slots
    {
        private BookLevel _first;
    }
}
