using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Spark.Executor.Journal;
using Spark.Telemetry;

namespace Spark.Executor.Account;

/// <summary>
/// Makes steps durable and then does what they ask for, in order. All steps that wait are committed in one transaction. When the
/// journal fails, orders are not sent, cancels are; entries that tell of the exchange's doing are kept and written when it recovers.
/// </summary>
internal sealed partial class Outbox(IJournal journal, IEffectRunner effects, TimeProvider time, ILogger<Outbox> log, long checkpointEvery = Outbox.CheckpointEvery) : IDisposable
{
    /// <summary>Records between two checkpoints.</summary>
    public const long CheckpointEvery = 20_000;

    private const int MostInOneCommit = 512;

    private const int MostBacklog = 100_000;

    private const int MostNotes = 16_384;

    // So many are committed without a further wait: thousands at one stroke would hold up the requests beside it.
    private const int NotesAtOneStroke = 128;

    private static readonly TimeSpan NotesWait = TimeSpan.FromMilliseconds(20);

    private readonly Channel<AccountStep> _steps = Channel.CreateUnbounded<AccountStep>();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentQueue<JournalEntry> _notes = new();
    private readonly SemaphoreSlim _noteRoom = new(MostNotes);
    private ITimer? _noteTimer;
    private int _noteDue;
    private int _notesWaiting;
    private readonly List<JournalEntry> _backlog = [];
    private readonly Checkpoints _checkpoints = new(journal, checkpointEvery, log);
    private bool _failing;
    private long _failures;

    /// <summary>Whether the last write failed.</summary>
    public bool IsFailing => Volatile.Read(ref _failing);

    /// <summary>Hands over a step. Of the account's own steps the account loop is the only caller.</summary>
    public void Post(AccountStep step) => _steps.Writer.TryWrite(step);

    /// <summary>
    /// Hands over what is written behind: with the next step, or a little later with all that has come meanwhile. Anybody may call. It
    /// returns at once, unless so much waits already that its writers have to. False when nothing is taken any more.
    /// </summary>
    public async ValueTask<bool> NoteAsync(ImmutableArray<JournalEntry> notes, CancellationToken ct)
    {
        foreach (var note in notes)
        {
            await _noteRoom.WaitAsync(ct);
            _notes.Enqueue(note);
            if (Interlocked.Increment(ref _notesWaiting) == NotesAtOneStroke) Post(AccountStep.OfNotes);
        }
        if (Interlocked.Exchange(ref _noteDue, 1) == 0) _noteTimer?.Change(NotesWait, Timeout.InfiniteTimeSpan);
        return !_steps.Reader.Completion.IsCompleted;
    }

    /// <summary>No more steps will come.</summary>
    public void Complete() => _steps.Writer.TryComplete();

    /// <summary>Runs until <see cref="Complete"/>, and ends when all that was posted is done.</summary>
    public async Task RunAsync()
    {
        _noteTimer = time.CreateTimer(_ => Post(AccountStep.OfNotes), null, NotesWait, Timeout.InfiniteTimeSpan);
        while (await _steps.Reader.WaitToReadAsync()) await CommitWaitingAsync();
        await CommitWaitingAsync();
    }

    /// <summary>
    /// Commits on this thread what waits, unless another is at it, which will take this along. For whoever has posted and can do nothing
    /// before it is durable: an order is spared the wait for another thread. Nothing depends on it.
    /// </summary>
    public void CommitHere()
    {
        if (!_turn.Wait(0)) return;
        try
        {
            var batch = TakeSteps();
            if (batch.Count > 0) Commit(batch);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _noteTimer?.Dispose();
        _noteRoom.Dispose();
        _turn.Dispose();
    }

    /// <summary>Commits these steps in one transaction and does what they ask for.</summary>
    internal void Commit(IReadOnlyList<AccountStep> batch)
    {
        var entries = EntriesOf(batch);
        try
        {
            if (entries.Count > 0) journal.Append(entries);
            else if (_failing) journal.Probe();
        }
        catch (Exception e)
        {
            // Whatever went wrong, nothing of the batch is in the journal: a bug in an entry must not send an order, nor end the outbox.
            Fail(batch, e);
            return;
        }
        _backlog.Clear();
        foreach (var step in batch)
        {
            effects.Committed(step.Entries);
            using var activity = SparkActivity.Continue("journalled", step.Trace);
            foreach (var effect in step.AfterCommit) effects.Run(effect);
        }
        // No order and no answer waits for a log line.
        foreach (var step in batch) effects.Tell(step.Entries);
        if (_failing)
        {
            _failing = false;
            LogRecovered(log);
            effects.Post(new AccountMessage.JournalRecovered());
        }
        _checkpoints.Committed(LedgerAfter(batch));
    }

    // Of all that was committed the newest state knows, unless it was made before it could know what the journal had refused.
    private Ledger.LedgerState? LedgerAfter(IReadOnlyList<AccountStep> batch)
    {
        for (var i = batch.Count - 1; i >= 0; i--)
        {
            if (batch[i].IsOfNotes) continue;
            var state = batch[i].State;
            return state.JournalHealthy && state.JournalFailures == _failures ? state.Ledger : null;
        }
        return null;
    }

    private async Task CommitWaitingAsync()
    {
        await _turn.WaitAsync();
        try
        {
            var batch = TakeSteps();
            TakeNotes(batch);
            if (batch.Count > 0) Commit(batch);
        }
        finally
        {
            _turn.Release();
        }
    }

    private List<AccountStep> TakeSteps()
    {
        var batch = new List<AccountStep>();
        while (batch.Count < MostInOneCommit && _steps.Reader.TryRead(out var step)) batch.Add(step);
        return batch;
    }

    private void TakeNotes(List<AccountStep> batch)
    {
        Volatile.Write(ref _noteDue, 0);
        Volatile.Write(ref _notesWaiting, 0);
        var notes = ImmutableArray.CreateBuilder<JournalEntry>();
        while (notes.Count < MostNotes && _notes.TryDequeue(out var note)) notes.Add(note);
        if (notes.Count == 0) return;
        batch.Insert(0, AccountStep.OfNotes with { Entries = notes.ToImmutable() });
        _noteRoom.Release(notes.Count);
    }

    private List<JournalEntry> EntriesOf(IReadOnlyList<AccountStep> batch)
    {
        var entries = new List<JournalEntry>(_backlog);
        foreach (var step in batch) entries.AddRange(step.Entries.AsSpan());
        return entries;
    }

    private void Fail(IReadOnlyList<AccountStep> batch, Exception e)
    {
        if (!_failing) LogFailing(log, e);
        _failing = true;
        foreach (var step in batch)
        {
            var places = step.AfterCommit.Any(JournalFailure.NeedsTheJournal);
            var lost = places ? step.Entries.Where(JournalFailure.IsOfASend).ToImmutableArray() : [];
            Keep(lost.IsEmpty ? step.Entries : [.. step.Entries.Where(entry => !JournalFailure.IsOfASend(entry))]);
            var dropped = ImmutableArray.CreateBuilder<Effect>();
            foreach (var effect in step.AfterCommit)
            {
                if (JournalFailure.NeedsTheJournal(effect)) dropped.Add(effect);
                else effects.Run(JournalFailure.Tell(effect, step.Entries, time.GetUtcNow()));
            }
            _failures++;
            effects.Post(new AccountMessage.JournalFailed(lost, dropped.ToImmutable(), e.Message));
        }
    }

    private void Keep(ImmutableArray<JournalEntry> entries)
    {
        if (_backlog.Count + entries.Length > MostBacklog) LogBacklogFull(log, entries.Length);
        else _backlog.AddRange(entries);
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Critical, Message = "The journal can't be written: no order is sent, cancels are")]
    private static partial void LogFailing(ILogger log, Exception e);

    [LoggerMessage(EventId = 2302, Level = LogLevel.Warning, Message = "The journal takes writes again")]
    private static partial void LogRecovered(ILogger log);

    [LoggerMessage(EventId = 2303, Level = LogLevel.Critical, Message = "The journal's backlog is full: {Count} entries are lost to the audit")]
    private static partial void LogBacklogFull(ILogger log, int count);
}
