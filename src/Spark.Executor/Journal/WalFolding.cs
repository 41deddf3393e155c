using Microsoft.Data.Sqlite;

namespace Spark.Executor.Journal;

/// <summary>
/// Moves what the write-ahead log holds into the database, on a connection and a thread of its own: SQLite would do it inside the commit that
/// fills the log, and the order behind that commit would wait for all the pages of those before it.
/// </summary>
internal sealed class WalFolding(string connectionString)
{
    // At most some 5 MB.
    private const int RecordsBetween = 1_000;

    private int _records;
    private Task _folding = Task.CompletedTask;

    /// <summary>Takes note of records that were committed. The journal's writer is the only caller.</summary>
    public void Committed(int records)
    {
        _records += records;
        if (_records < RecordsBetween || !_folding.IsCompleted) return;
        _records = 0;
        _folding = Task.Run(Fold);
    }

    /// <summary>Ends when nothing of it is under way.</summary>
    public Task EndAsync() => _folding;

    private void Fold()
    {
        try
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(PASSIVE)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // The log only grows until the next time; that the disk fails, the next commit says.
        }
    }
}
