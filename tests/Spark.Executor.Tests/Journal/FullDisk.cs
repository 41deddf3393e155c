using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Spark.Executor.Journal;

namespace Spark.Executor.Tests.Journal;

/// <summary>Leaves a journal's file no room to grow until it is disposed.</summary>
internal sealed class FullDisk : IDisposable
{
    private readonly SqliteJournal _journal;

    public FullDisk(SqliteJournal journal)
    {
        _journal = journal;
        Scalar(journal, "PRAGMA max_page_count = 1");
    }

    /// <summary>Asks on the journal's own connection: these settings belong to it.</summary>
    public static string Scalar(SqliteJournal journal, string sql)
    {
        var writer = (SqliteConnection)typeof(SqliteJournal).GetField("_writer", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(journal)!;
        using var command = writer.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    public void Dispose() => Scalar(_journal, "PRAGMA max_page_count = 1073741823");
}
