using System.Text.Json;
using Microsoft.Data.Sqlite;
using Spark.Copilot.Language;

namespace Spark.Copilot.Conversation;

/// <summary>
/// Conversations in one SQLite file. It is opened when it is first needed and again after it failed, so that a file that is broken or
/// locked now is no reason not to start. A conversation is no money: <c>synchronous=NORMAL</c>, a power cut may take the last turn.
/// </summary>
internal sealed class ConversationDatabase(string path) : IConversationStore
{
    private const int LockedSeconds = 1;

    // A read's answer that a person won't scroll through again.
    private const int LongestReply = 128 * 1024;

    private readonly Lock _gate = new();
    private SqliteConnection? _connection;

    public ConversationPage List(int limit, int offset) => Do(connection =>
    {
        using var count = Command(connection, "SELECT count(*) FROM conversations");
        using var command = Command(connection, "SELECT id, title, turns, started_at, updated_at FROM conversations ORDER BY updated_at DESC, id LIMIT $limit OFFSET $offset",
            ("$limit", limit), ("$offset", offset));
        using var rows = command.ExecuteReader();
        var items = new List<ConversationSummary>();
        while (rows.Read()) items.Add(SummaryOf(rows));
        return new ConversationPage(items, Convert.ToInt32(count.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture));
    });

    public StoredConversation? Load(string id, int turns) => Do(connection =>
    {
        using var command = Command(connection, "SELECT id, title, turns, started_at, updated_at, drafts FROM conversations WHERE id = $id", ("$id", id));
        using var rows = command.ExecuteReader();
        return rows.Read() ? new StoredConversation(SummaryOf(rows), DraftsOf(rows.GetString(5)), [.. Turns(connection, id, int.MaxValue, turns)]) : null;
    });

    public IReadOnlyList<ChatTurn> Turns(string id, int before, int limit) => Do(connection => Turns(connection, id, before, limit));

    public void Save(StoredConversation conversation, int fresh) => Do(connection =>
    {
        var summary = conversation.Summary;
        using var transaction = connection.BeginTransaction();
        Run(connection, """
            INSERT INTO conversations (id, started_at, updated_at, turns, title, drafts) VALUES ($id, $started, $updated, $turns, $title, $drafts)
            ON CONFLICT (id) DO UPDATE SET updated_at = $updated, turns = $turns, drafts = $drafts
            """, ("$id", summary.Id), ("$started", summary.StartedAt.ToUnixTimeMilliseconds()), ("$updated", summary.UpdatedAt.ToUnixTimeMilliseconds()),
            ("$turns", summary.Turns), ("$title", summary.Title), ("$drafts", JsonSerializer.Serialize(conversation.Drafts, ConversationJson.Default.Dialogue)));
        var number = summary.Turns - fresh;
        foreach (var turn in conversation.Turns.TakeLast(fresh))
        {
            Run(connection, "INSERT INTO turns (conversation_id, number, at, message, reply) VALUES ($id, $number, $at, $message, $reply)",
                ("$id", summary.Id), ("$number", number++), ("$at", turn.At.ToUnixTimeMilliseconds()), ("$message", turn.Message), ("$reply", Text(turn.Reply)));
        }
        transaction.Commit();
        return true;
    });

    public bool Delete(string id) => Do(connection =>
    {
        var found = Run(connection, "DELETE FROM conversations WHERE id = $id", ("$id", id)) > 0;
        // Gone means gone: out of the log too.
        if (found) Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return found;
    });

    public void Dispose()
    {
        lock (_gate) Close();
    }

    private T Do<T>(Func<SqliteConnection, T> work)
    {
        lock (_gate)
        {
            try
            {
                return work(_connection ??= Open());
            }
            catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or InvalidOperationException or JsonException)
            {
                Close();
                throw new ConversationStoreException($"The conversations in {path} can't be used: {Why(e)}. Chat and trading go on without them.", e);
            }
        }
    }

    private static string Why(Exception e) => e is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            5 or 6 => "another program has them locked",
            11 or 26 => "the file is damaged or no database; move it away and a new one is made",
            13 => "the disk is full",
            _ => e.Message.ReplaceLineEndings(" ").TrimEnd('.'),
        }
        : e.Message.ReplaceLineEndings(" ").TrimEnd('.');

    private SqliteConnection Open()
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = LockedSeconds, ForeignKeys = true, Pooling = false }.ToString();
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            Run(connection, "PRAGMA journal_mode = WAL");
            Run(connection, "PRAGMA synchronous = NORMAL");
            Run(connection, "PRAGMA secure_delete = ON");
            ConversationMigrations.Apply(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private static List<ChatTurn> Turns(SqliteConnection connection, string id, int before, int limit)
    {
        using var command = Command(connection, """
            SELECT at, message, reply FROM (SELECT * FROM turns WHERE conversation_id = $id AND number < $before ORDER BY number DESC LIMIT $limit) ORDER BY number
            """, ("$id", id), ("$before", before), ("$limit", limit));
        using var rows = command.ExecuteReader();
        var turns = new List<ChatTurn>();
        while (rows.Read())
        {
            turns.Add(new ChatTurn(Time(rows.GetInt64(0)), rows.GetString(1), JsonSerializer.Deserialize(rows.GetString(2), ConversationJson.Default.ChatReply)!));
        }
        return turns;
    }

    private static string Text(ChatReply reply)
    {
        var text = JsonSerializer.Serialize(reply, ConversationJson.Default.ChatReply);
        if (text.Length <= LongestReply) return text;
        var slim = reply with { Actions = [.. reply.Actions.Select(card => card.Result is null ? card : card with { Result = new() { ["omitted"] = "too long to keep" } })] };
        return JsonSerializer.Serialize(slim, ConversationJson.Default.ChatReply);
    }

    // Drafts of another version's shape are not worth a conversation: it goes on without them.
    private static Dialogue DraftsOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ConversationJson.Default.Dialogue) ?? Dialogue.Empty;
        }
        catch (JsonException)
        {
            return Dialogue.Empty;
        }
    }

    private static ConversationSummary SummaryOf(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt32(2), Time(row.GetInt64(3)), Time(row.GetInt64(4)));

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static int Run(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
