using System.Collections.Immutable;

namespace Spark.Executor.Account;

/// <summary>
/// Which of an order's fills have arrived, and how much of them the position already holds. An answer can tell of a fill before the
/// position does: until then the fill still counts as working, so that limits never look looser than they are.
/// </summary>
internal sealed record FillTrack
{
    /// <summary>Filled quantity that the position is known to hold, base asset.</summary>
    public decimal Booked { get; init; }

    /// <summary>Fills seen on the stream that no position update has covered yet: quantity by the exchange's time, ms.</summary>
    public ImmutableArray<(long Time, decimal Quantity)> Waiting { get; init; } = [];

    /// <summary>After a position update of <paramref name="time"/>.</summary>
    public FillTrack Covered(long time) => this with
    {
        Booked = Booked + Waiting.Where(fill => fill.Time <= time).Sum(fill => fill.Quantity),
        Waiting = [.. Waiting.Where(fill => fill.Time > time)],
    };
}
