using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;

namespace Spark.Testing.Core;

/// <summary>A journal in memory that can be made to fail.</summary>
internal sealed class ModelJournal : IJournal
{
    public List<JournalEntry> Entries { get; } = [];

    public bool Failing { get; set; }

    public long LastSeq => Entries.Count;

    public long CheckpointSeq { get; private set; }

    /// <summary>What was kept last.</summary>
    public string? CheckpointData { get; private set; }

    public JournalContents Read() => new(null, [.. Entries]);

    public void Append(IReadOnlyList<JournalEntry> entries)
    {
        if (Failing) throw new JournalException("The disk is full.", new IOException());
        Entries.AddRange(entries);
    }

    public void Probe()
    {
        if (Failing) throw new JournalException("The disk is full.", new IOException());
    }

    /// <summary>Kept to be looked at: the model starts from the whole journal.</summary>
    public void Checkpoint(long seq, string data) => (CheckpointSeq, CheckpointData) = (seq, data);

    public bool HasClientOrderId(ClientOrderId id) => Entries.OfType<OrderIntended>().Any(entry => entry.Intent.ClientOrderId == id);

    public IReadOnlyList<JournalRecord> ReadAudit(long? after, int limit) => [];

    public IReadOnlyList<Fill> ReadFills(Symbol? symbol, DateTimeOffset? after, int limit) => [.. Entries.OfType<FillRecorded>().Select(entry => entry.Fill)];

    public IReadOnlyDictionary<Symbol, long> LastTradeIds() => Entries.OfType<FillRecorded>().GroupBy(entry => entry.Fill.Symbol)
        .ToDictionary(fills => fills.Key, fills => fills.Max(entry => entry.Fill.TradeId));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
