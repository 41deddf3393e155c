using Spark.Copilot.Feed;

namespace Spark.Copilot.Audit;

/// <summary>The part of the audit that a page has read, newest first. It grows at both ends.</summary>
internal sealed class AuditBook(DeskReader reader)
{
    /// <summary>Records of one read.</summary>
    public const int Step = 500;

    private readonly List<AuditRow> _rows = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<AuditRow> Rows => _rows;

    /// <summary>Whether the audit was read at all.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Whether older records are there to be read.</summary>
    public bool HasOlder => _rows.Count > 0 && _rows[^1].Record.Seq > 1;

    /// <summary>Reads what is new; gives whether the executor answered.</summary>
    public async Task<bool> ReadNewAsync(CancellationToken ct)
    {
        if (await reader.AuditAsync(_rows.Count > 0 ? _rows[0].Record.Seq : null, Step, ct) is not { } records) return false;
        var newest = _rows.Count > 0 ? _rows[0].Record.Seq : 0;
        _rows.InsertRange(0, records.Where(record => record.Seq > newest).Reverse().Select(record => new AuditRow(record)));
        IsRead = true;
        return true;
    }

    /// <summary>Reads the records before the oldest one; gives whether the executor answered.</summary>
    public async Task<bool> ReadOlderAsync(CancellationToken ct)
    {
        if (!HasOlder) return true;
        var oldest = _rows[^1].Record.Seq;
        if (await reader.AuditAsync(Math.Max(0, oldest - Step - 1), Step, ct) is not { } records) return false;
        _rows.AddRange(records.Where(record => record.Seq < oldest).Reverse().Select(record => new AuditRow(record)));
        return true;
    }
}
