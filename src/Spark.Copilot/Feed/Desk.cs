using Spark.Contracts;

namespace Spark.Copilot.Feed;

/// <summary>
/// The one picture of the account and the market in this process; every open page looks at it. Changes are told at most once in
/// <see cref="Pace"/>, however many events come in.
/// </summary>
public sealed class Desk : IDisposable
{
    /// <summary>Shortest time between two <see cref="Changed"/>.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest time between two <see cref="Changed"/> while a page looks: what doesn't change grows old, and that shows.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _beat;
    private DeskSnapshot _now = DeskSnapshot.Empty;
    private ITimer? _pending;
    private int _watchers;

    public Desk(TimeProvider time)
    {
        _time = time;
        _beat = time.CreateTimer(static desk => ((Desk)desk!).Age(), this, Beat, Beat);
    }

    /// <summary>The picture changed, or grew older. Raised on a timer's thread; handlers hand over and return.</summary>
    public event Action? Changed;

    /// <summary>A trade of a symbol whose market is published. Raised on the hub's thread.</summary>
    public event Action<TradeEvent>? Traded;

    /// <summary>Something a person should know.</summary>
    public event Action<AlertEvent>? Alerted;

    /// <summary>Alerts that may not have been heard when they were told, oldest first; some of them may have been.</summary>
    public event Action<IReadOnlyList<AlertEvent>>? Missed;

    /// <summary>The first page began to look, or a person asked: read at once.</summary>
    public event Action? Wanted;

    public DeskSnapshot Now => Volatile.Read(ref _now);

    /// <summary>Whether any page is open.</summary>
    public bool IsWatched => Volatile.Read(ref _watchers) > 0;

    /// <summary>Keeps the desk up to date until disposed.</summary>
    public IDisposable Watch()
    {
        if (Interlocked.Increment(ref _watchers) == 1) Wanted?.Invoke();
        return new Watcher(this);
    }

    /// <summary>Asks for a reading at once.</summary>
    public void Ask() => Wanted?.Invoke();

    /// <summary>Completes when a page looks.</summary>
    public async Task WatchedAsync(CancellationToken ct)
    {
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look() => looked.TrySetResult();
        Wanted += Look;
        try
        {
            if (!IsWatched) await looked.Task.WaitAsync(ct);
        }
        finally
        {
            Wanted -= Look;
        }
    }

    public void Update(Func<DeskSnapshot, DeskSnapshot> change)
    {
        lock (_gate)
        {
            var next = change(_now);
            if (ReferenceEquals(next, _now)) return;
            Volatile.Write(ref _now, next);
            _pending ??= _time.CreateTimer(static desk => ((Desk)desk!).Tell(), this, Pace, Timeout.InfiniteTimeSpan);
        }
    }

    public void Trade(TradeEvent trade) => Traded?.Invoke(trade);

    public void Alert(AlertEvent alert) => Alerted?.Invoke(alert);

    public void Miss(IReadOnlyList<AlertEvent> alerts) => Missed?.Invoke(alerts);

    public void Dispose()
    {
        _beat.Dispose();
        _pending?.Dispose();
    }

    private void Age()
    {
        if (IsWatched) Changed?.Invoke();
    }

    private void Tell()
    {
        lock (_gate)
        {
            _pending?.Dispose();
            _pending = null;
        }
        Changed?.Invoke();
    }

    private sealed class Watcher(Desk desk) : IDisposable
    {
        private int _gone;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _gone, 1) != 0 || Interlocked.Decrement(ref desk._watchers) > 0) return;
            // Nobody keeps it fresh from here on: the next page begins by loading, and not by old figures.
            desk.Update(was => was with { Tried = false });
        }
    }
}
