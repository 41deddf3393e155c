using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Spark.Executor.Journal;

/// <summary>
/// The insert of an audit record, prepared once and bound by position: every order passes here at least twice and every dry run once.
/// Runs inside the transaction of its connection.
/// </summary>
internal sealed class RecordInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public RecordInsert(SqliteConnection connection)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The journal's connection is not open.");
        var result = raw.sqlite3_prepare_v2(_database, "INSERT INTO audit (seq, at, kind, actor, data, hash) VALUES (?, ?, ?, ?, ?, ?)", out _statement);
        SqliteException.ThrowExceptionForRC(result, _database);
    }

    /// <exception cref="SqliteException">The record isn't written.</exception>
    public void Run(long seq, long at, string kind, string actor, ReadOnlySpan<byte> data, string hash)
    {
        _ = raw.sqlite3_bind_int64(_statement, 1, seq);
        _ = raw.sqlite3_bind_int64(_statement, 2, at);
        Bind(3, kind);
        Bind(4, actor);
        _ = raw.sqlite3_bind_text(_statement, 5, data);
        Bind(6, hash);
        var result = raw.sqlite3_step(_statement);
        _ = raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, _database);
    }

    // SQLite takes a copy: nothing has to be kept for it.
    private void Bind(int position, string text)
    {
        Span<byte> bytes = stackalloc byte[256];
        _ = Encoding.UTF8.TryGetBytes(text, bytes, out var length)
            ? raw.sqlite3_bind_text(_statement, position, bytes[..length])
            : raw.sqlite3_bind_text(_statement, position, text);
    }

    public void Dispose() => _statement.Dispose();
}
