using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Spark.Copilot.Tests.Conversation;

/// <summary>Looks into the file from outside.</summary>
internal sealed class ConversationDatabaseReader : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    public ConversationDatabaseReader(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
    }

    public int Turns()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM turns";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
