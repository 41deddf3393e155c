namespace Spark.Binance.Budget;

/// <summary>
/// One limit in the exchange's fixed windows, counted on our side. Our clock and the journey make the window's edge blurred: what is sent within
/// <see cref="Blur"/> of it counts in both windows, so that the exchange's count is never above ours.
/// </summary>
internal sealed class BudgetWindow(TimeSpan length, long limit)
{
    private readonly long _length = (long)length.TotalMilliseconds;
    private readonly long _blur = (long)BlurOf(length).TotalMilliseconds;
    private long _index = long.MinValue;
    private long _used;
    private long _late;

    public TimeSpan Length { get; } = length;

    public long Limit { get; } = limit;

    /// <summary>A twentieth of the window, at most a second.</summary>
    public TimeSpan Blur => TimeSpan.FromMilliseconds(_blur);

    /// <summary>Whether <paramref name="cost"/> fits below <paramref name="share"/> of the limit. What is larger than its share goes alone.</summary>
    public bool Fits(long cost, double share, long now)
    {
        Roll(now);
        return cost == 0 || _used + cost <= Limit * share || (_used == 0 && cost > Limit * share);
    }

    /// <summary>Counts a call that leaves at <paramref name="now"/> (the exchange's ms).</summary>
    public void Take(long cost, long now)
    {
        Roll(now);
        _used += cost;
        if (now >= EndOf(_index) - 2 * _blur) _late += cost;
    }

    /// <summary>
    /// Takes in the exchange's own count, told in answer to a call that left at <paramref name="sentAt"/>. An answer about the window before says
    /// nothing of this one.
    /// </summary>
    public void Observe(long count, long sentAt, long now)
    {
        Roll(now);
        if (IndexOf(sentAt) == _index) _used = Math.Max(_used, count);
    }

    /// <summary>How long until the count begins anew.</summary>
    public TimeSpan UntilNext(long now) => TimeSpan.FromMilliseconds(Math.Max(1, EndOf(IndexOf(now)) - now));

    public long Used(long now)
    {
        Roll(now);
        return _used;
    }

    /// <summary>The same limit with another number, and what was counted so far.</summary>
    public BudgetWindow With(long newLimit) => new(Length, newLimit) { _index = _index, _used = _used, _late = _late };

    private static TimeSpan BlurOf(TimeSpan length) => length / 20 < TimeSpan.FromSeconds(1) ? length / 20 : TimeSpan.FromSeconds(1);

    // Our window ends a blur after the exchange's; what was sent from a blur before its edge on is carried over.
    private long IndexOf(long now) => (now - _blur) / _length;

    private long EndOf(long index) => (index + 1) * _length + _blur;

    private void Roll(long now)
    {
        var index = IndexOf(now);
        if (index <= _index) return; // a clock that steps back stays in the later window
        _used = index == _index + 1 ? _late : 0;
        _late = 0;
        _index = index;
    }
}
