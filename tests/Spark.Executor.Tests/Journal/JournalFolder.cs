using Microsoft.Data.Sqlite;
using Spark.Executor.Journal;

namespace Spark.Executor.Tests.Journal;

/// <summary>A folder for one test's journals.</summary>
internal sealed class JournalFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("spark-journal-").FullName;

    public SqliteJournal Open() => SqliteJournal.Open(Path);

    /// <summary>Runs SQL on the file behind the journal's back.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, "journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
