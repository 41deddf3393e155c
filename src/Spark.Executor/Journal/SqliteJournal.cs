using System.Buffers;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>
/// A journal in one SQLite file: WAL, <c>synchronous=FULL</c>, one transaction per batch. Appending is for one thread at a time;
/// reads use connections of their own and don't wait for it.
/// </summary>
public sealed class SqliteJournal : IJournal
{
    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly WalFolding _folding;
    private readonly RecordInsert _insertRecord;
    private readonly SqliteCommand _insertFill;
    private readonly SqliteCommand _insertOrderId;
    private readonly ArrayBufferWriter<byte> _json = new(1024);
    private readonly Utf8JsonWriter _jsonWriter;
    private string _lastHash = JournalChain.Start;
    private long _lastSeq;

    private SqliteJournal(string path)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 5 }.ToString();
        _writer = Connect();
        Execute(_writer, "PRAGMA journal_mode = WAL");
        Execute(_writer, "PRAGMA synchronous = FULL");
        // A commit folds the log itself only when that beside it falls far behind: 64 MB.
        Execute(_writer, "PRAGMA wal_autocheckpoint = 16384");
        _folding = new WalFolding(_connectionString);
        JournalMigrations.Apply(_writer);
        _jsonWriter = new Utf8JsonWriter(_json);
        _insertRecord = new RecordInsert(_writer);
        _insertFill = Prepare("""
            INSERT OR IGNORE INTO fills (symbol, trade_id, order_id, client_order_id, side, price, quantity, fee, fee_asset, realized_pnl, maker, time)
            VALUES ($symbol, $trade, $order, $client, $side, $price, $quantity, $fee, $asset, $pnl, $maker, $time)
            """, "$symbol", "$trade", "$order", "$client", "$side", "$price", "$quantity", "$fee", "$asset", "$pnl", "$maker", "$time");
        _insertOrderId = Prepare("INSERT OR IGNORE INTO client_order_ids (id) VALUES ($id)", "$id");
        ReadTail();
        CheckpointSeq = ReadCheckpoint(_writer).Seq;
    }

    public long LastSeq => Interlocked.Read(ref _lastSeq);

    public long CheckpointSeq { get; private set; }

    /// <summary>Opens or makes the journal in <paramref name="folder"/>.</summary>
    /// <exception cref="JournalException">The file can't be opened, or is no journal of this Spark.</exception>
    public static SqliteJournal Open(string folder)
    {
        var path = Path.Combine(folder, "journal.db");
        try
        {
            Directory.CreateDirectory(folder);
            return new SqliteJournal(path);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new JournalException($"The journal {path} can't be opened: {e.Message}", e);
        }
    }

    public JournalContents Read()
    {
        using var connection = Connect();
        var (seq, data) = ReadCheckpoint(connection);
        return new JournalContents(data, EntriesAfter(seq));
    }

    private IEnumerable<JournalEntry> EntriesAfter(long seq)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT data FROM audit WHERE seq > $seq ORDER BY seq";
        command.Parameters.AddWithValue("$seq", seq);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return JsonSerializer.Deserialize(reader.GetString(0), JournalJson.Default.JournalEntry)
                ?? throw new InvalidOperationException("The journal holds an empty record.");
        }
    }

    public void Append(IReadOnlyList<JournalEntry> entries)
    {
        var (hash, seq) = (_lastHash, _lastSeq);
        try
        {
            using var transaction = _writer.BeginTransaction();
            foreach (var entry in entries)
            {
                hash = AppendRecord(++seq, hash, entry);
                AppendAnswers(transaction, entry);
            }
            transaction.Commit();
        }
        catch (Exception e)
        {
            // Whatever the reason: what isn't written must not be acted on.
            throw new JournalException($"The journal can't be written: {e.Message}", e);
        }
        _lastHash = hash;
        Interlocked.Exchange(ref _lastSeq, seq);
        _folding.Committed(entries.Count);
    }

    public void Probe()
    {
        try
        {
            using var transaction = _writer.BeginTransaction();
            using var command = _writer.CreateCommand();
            command.Transaction = transaction;
            // Writes the header page with the value that it has.
            command.CommandText = "PRAGMA application_id = 1; PRAGMA application_id = 0";
            command.ExecuteNonQuery();
            transaction.Commit();
        }
        catch (Exception e) when (e is SqliteException or IOException or InvalidOperationException)
        {
            throw new JournalException($"The journal can't be written: {e.Message}", e);
        }
    }

    public void Checkpoint(long seq, string data)
    {
        try
        {
            using var command = _writer.CreateCommand();
            command.CommandText = "INSERT INTO checkpoint (id, seq, data) VALUES (1, $seq, $data) ON CONFLICT (id) DO UPDATE SET seq = $seq, data = $data";
            command.Parameters.AddWithValue("$seq", seq);
            command.Parameters.AddWithValue("$data", data);
            command.ExecuteNonQuery();
            CheckpointSeq = seq;
        }
        catch (SqliteException e)
        {
            throw new JournalException($"The journal can't be written: {e.Message}", e);
        }
    }

    public bool HasClientOrderId(ClientOrderId id)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM client_order_ids WHERE id = $id";
        command.Parameters.AddWithValue("$id", id.Value);
        return command.ExecuteScalar() is not null;
    }

    public IReadOnlyList<JournalRecord> ReadAudit(long? after, int limit)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = after is null
            ? "SELECT seq, at, kind, actor, data, hash FROM (SELECT * FROM audit ORDER BY seq DESC LIMIT $limit) ORDER BY seq"
            : "SELECT seq, at, kind, actor, data, hash FROM audit WHERE seq > $after ORDER BY seq LIMIT $limit";
        command.Parameters.AddWithValue("$after", after ?? 0);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var records = new List<JournalRecord>();
        while (reader.Read())
        {
            records.Add(new JournalRecord(reader.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)),
                reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5)));
        }
        return records;
    }

    public IReadOnlyList<Fill> ReadFills(Symbol? symbol, DateTimeOffset? after, int limit)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT symbol, trade_id, order_id, client_order_id, side, price, quantity, fee, fee_asset, realized_pnl, maker, time FROM (
                SELECT * FROM fills WHERE ($symbol IS NULL OR symbol = $symbol) AND time >= $after
                ORDER BY time {(after is null ? "DESC" : "ASC")}, symbol, trade_id LIMIT $limit)
            ORDER BY time, symbol, trade_id
            """;
        command.Parameters.AddWithValue("$symbol", (object?)symbol?.Value ?? DBNull.Value);
        command.Parameters.AddWithValue("$after", after?.ToUnixTimeMilliseconds() ?? 0);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var fills = new List<Fill>();
        while (reader.Read()) fills.Add(FillRows.Read(reader));
        return fills;
    }

    public IReadOnlyDictionary<Symbol, long> LastTradeIds()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT symbol, max(trade_id) FROM fills GROUP BY symbol";
        using var reader = command.ExecuteReader();
        var ids = new Dictionary<Symbol, long>();
        while (reader.Read()) ids[Symbol.Parse(reader.GetString(0))] = reader.GetInt64(1);
        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        await _folding.EndAsync();
        _insertRecord.Dispose();
        await _jsonWriter.DisposeAsync();
        await _insertFill.DisposeAsync();
        await _insertOrderId.DisposeAsync();
        await _writer.DisposeAsync();
    }

    private string AppendRecord(long seq, string previous, JournalEntry entry)
    {
        _json.Clear();
        _jsonWriter.Reset();
        EntryJson.Write(_jsonWriter, entry);
        var data = _json.WrittenSpan;
        var kind = JournalKinds.Of(entry);
        var at = entry.At.ToUnixTimeMilliseconds();
        var hash = JournalChain.Next(previous, seq, at, kind, entry.Actor, data);
        _insertRecord.Run(seq, at, kind, entry.Actor, data, hash);
        return hash;
    }

    private void AppendAnswers(SqliteTransaction transaction, JournalEntry entry)
    {
        switch (entry)
        {
            case OrderIntended intended:
                Run(_insertOrderId, transaction, intended.Intent.ClientOrderId.Value);
                break;
            case OrderAdopted adopted:
                Run(_insertOrderId, transaction, adopted.Intent.ClientOrderId.Value);
                break;
            case FillRecorded { Fill: var fill }:
                Run(_insertFill, transaction, FillRows.Values(fill));
                break;
        }
    }

    private void ReadTail()
    {
        using var command = _writer.CreateCommand();
        command.CommandText = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
        using var reader = command.ExecuteReader();
        if (reader.Read()) (_lastSeq, _lastHash) = (reader.GetInt64(0), reader.GetString(1));
    }

    private static (long Seq, string? Data) ReadCheckpoint(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT seq, data FROM checkpoint WHERE id = 1";
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : (0, null);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _writer.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private static void Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
