using System.Collections.Immutable;

namespace Spark.Executor.Account;

/// <summary>
/// How much of an order's cumulative fill the position is known to hold. An answer can tell of a fill before the position does: until
/// then the fill still counts as working, so that limits never look looser than they are. Cumulative quantities make repeated, late
/// and reordered reports harmless: the same news twice books nothing twice.
/// </summary>
internal sealed record FillTrack
{
    /// <summary>Cumulative fill that the position is known to hold, base asset.</summary>
    public decimal Booked { get; init; }

    /// <summary>Cumulative fills that no news of the position has covered yet, each with the exchange's time of the report, ms.</summary>
    public ImmutableArray<(long Time, decimal Filled)> Waiting { get; init; } = [];

    /// <summary>After a report that the order had filled <paramref name="filled"/> at <paramref name="time"/>.</summary>
    public FillTrack Seen(long time, decimal filled) =>
        filled <= Booked || Waiting.Contains((time, filled)) ? this : this with { Waiting = Waiting.Add((time, filled)) };

    /// <summary>After news of the position as of <paramref name="time"/>: it holds whatever had filled before.</summary>
    public FillTrack CoveredBefore(long time) => UpTo(Most(at => at < time));

    /// <summary>
    /// After news of the position at the very ms of a fill: several fills can share one, and the news of the first doesn't speak of the
    /// second. The position holds as much of them as it has moved by, <paramref name="room"/>.
    /// </summary>
    public FillTrack CoveredAt(long time, decimal room) => UpTo(Math.Min(Most(at => at == time), Booked + room));


    /// <summary>The position holds at least <paramref name="filled"/>.</summary>
    public FillTrack Holding(decimal filled)
    {
        var booked = Math.Max(Booked, filled);
        return new FillTrack { Booked = booked, Waiting = [.. Waiting.Where(fill => fill.Filled > booked)] };
    }

    private FillTrack UpTo(decimal filled) => filled > Booked ? Holding(filled) : this;

    private decimal Most(Func<long, bool> when)
    {
        var most = Booked;
        foreach (var (at, filled) in Waiting)
        {
            if (filled > most && when(at)) most = filled;
        }
        return most;
    }
}
