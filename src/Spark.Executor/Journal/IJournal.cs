using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>
/// The account's durable memory. Writing has one caller, the account's outbox; reading is free to all.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>The last checkpoint and every entry after it, oldest first.</summary>
    JournalContents Read();

    /// <summary>
    /// Appends all entries in one transaction; when it returns they survive a power cut.
    /// </summary>
    /// <exception cref="JournalException">Nothing was written.</exception>
    void Append(IReadOnlyList<JournalEntry> entries);

    /// <summary>Writes something that changes nothing, to learn whether writing is possible again.</summary>
    /// <exception cref="JournalException">It is not.</exception>
    void Probe();

    /// <summary>Keeps a folded state, so that the next start reads only what comes after.</summary>
    /// <exception cref="JournalException">Nothing was written.</exception>
    void Checkpoint(long seq, string data);

    /// <summary>The newest record's number; 0 when there is none.</summary>
    long LastSeq { get; }

    /// <summary>The last record that the checkpoint holds; 0 when there is none.</summary>
    long CheckpointSeq { get; }

    /// <summary>Whether an order on this account ever had this id.</summary>
    bool HasClientOrderId(ClientOrderId id);

    /// <summary>Audit records after <paramref name="after"/>, oldest first; with null the newest <paramref name="limit"/>.</summary>
    IReadOnlyList<JournalRecord> ReadAudit(long? after, int limit);

    /// <summary>Fills at or after <paramref name="after"/>, oldest first; with null the newest <paramref name="limit"/>.</summary>
    IReadOnlyList<Fill> ReadFills(Symbol? symbol, DateTimeOffset? after, int limit);

    /// <summary>The newest fill's trade id by symbol: where to read on at the exchange.</summary>
    IReadOnlyDictionary<Symbol, long> LastTradeIds();
}
