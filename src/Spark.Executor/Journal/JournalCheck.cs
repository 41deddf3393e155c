using Microsoft.Data.Sqlite;

namespace Spark.Executor.Journal;

/// <summary>
/// Proves a journal's chain from the file alone, whether its executor runs or not, or names the first record that is broken. It takes no
/// lock and writes nothing.
/// </summary>
public static class JournalCheck
{
    /// <summary>The journal of each ledger under <c>SPARK_DATA</c>.</summary>
    public static IReadOnlyList<string> Find(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "ledgers");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "journal.db", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
    }

    /// <exception cref="JournalException">The file can't be read, or is no journal.</exception>
    public static JournalVerdict Verify(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString());
            connection.Open();
            using var transaction = connection.BeginTransaction(deferred: true);
            return Verify(connection);
        }
        catch (SqliteException e)
        {
            throw new JournalException($"The journal {path} can't be read: {e.Message}", e);
        }
    }

    private static JournalVerdict Verify(SqliteConnection connection)
    {
        var (hash, seq) = (JournalChain.Start, 0L);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT seq, at, kind, actor, data, hash FROM audit ORDER BY seq";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (reader.GetInt64(0) != seq + 1) return new JournalVerdict.Broken(seq + 1, $"it is missing: after {seq} comes {reader.GetInt64(0)}");
            seq++;
            hash = JournalChain.Next(hash, seq, reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4));
            if (hash != reader.GetString(5)) return new JournalVerdict.Broken(seq, "its hash is not that of its content and of the records before it");
        }
        var least = LeastExpected(connection);
        return least > seq ? new JournalVerdict.Broken(seq + 1, $"it is missing: the journal once had {least} records and ends with {seq}") : new JournalVerdict.Intact(seq, hash);
    }

    // What a chain can't show by itself is that its end was cut off; a checkpoint remembers how far it went.
    private static long LeastExpected(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(seq), 0) FROM checkpoint";
        return (long)command.ExecuteScalar()!;
    }
}
