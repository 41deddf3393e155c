using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Spark.Copilot.Conversation;

/// <summary>Brings the database to the newest schema by the numbered scripts in this assembly, each in a transaction of its own.</summary>
internal static class ConversationMigrations
{
    private const string Prefix = "Spark.Copilot.Conversation.Migrations.";

    /// <exception cref="InvalidOperationException">The file was written by a newer Spark.</exception>
    public static void Apply(SqliteConnection connection)
    {
        var scripts = Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var version = VersionOf(connection);
        if (version > scripts.Length) throw new InvalidOperationException($"it has schema {version}, but this Spark knows only {scripts.Length}; use the newer Spark");
        for (var next = version; next < scripts.Length; next++) Run(connection, scripts[next], next + 1);
    }

    private static int VersionOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Run(SqliteConnection connection, string script, int version)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"{reader.ReadToEnd()}\nPRAGMA user_version = {version};");
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}
