using System.Text.Json;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;

namespace Spark.Executor.Account;

/// <summary>
/// Keeps the journal's replay short: every so many records the state that they fold to is stored, so that a start, also one after a crash,
/// reads only what came after. It is put into words on a thread of its own; the outbox, which alone writes, then stores it.
/// </summary>
internal sealed partial class Checkpoints(IJournal journal, long every, ILogger log)
{
    private Words? _ready;
    private bool _isMaking;

    /// <summary>Called when everything until <paramref name="ledger"/> is in the journal and nothing else. Null: the state isn't known.</summary>
    public void Committed(LedgerState? ledger)
    {
        if (Interlocked.Exchange(ref _ready, null) is { } words) Store(words);
        if (ledger is null || Volatile.Read(ref _isMaking) || journal.LastSeq - journal.CheckpointSeq < every) return;
        _isMaking = true;
        var seq = journal.LastSeq;
        _ = Task.Run(() => Make(seq, ledger));
    }

    /// <summary>A ledger as a checkpoint keeps it.</summary>
    public static string Text(LedgerState ledger) => JsonSerializer.Serialize(LedgerCheckpoint.Of(ledger), JournalJson.Default.LedgerCheckpoint);

    private void Make(long seq, LedgerState ledger)
    {
        try
        {
            Volatile.Write(ref _ready, new Words(seq, Text(ledger)));
        }
        catch (Exception e)
        {
            LogNotStored(log, e);
            Volatile.Write(ref _isMaking, false);
        }
    }

    private void Store(Words words)
    {
        Volatile.Write(ref _isMaking, false);
        try
        {
            journal.Checkpoint(words.Seq, words.Data);
        }
        catch (JournalException e)
        {
            LogNotStored(log, e);
        }
    }

    private sealed record Words(long Seq, string Data);

    [LoggerMessage(EventId = 2305, Level = LogLevel.Warning, Message = "No checkpoint could be stored; it is tried again after the next records")]
    private static partial void LogNotStored(ILogger log, Exception e);
}
