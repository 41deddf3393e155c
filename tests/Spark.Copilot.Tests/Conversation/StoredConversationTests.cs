using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spark.Contracts.Security;
using Spark.Copilot.Conversation;
using Spark.Copilot.Tests.Configuration;
using Spark.Copilot.Tests.Services;
using Spark.Testing.Scenarios;

namespace Spark.Copilot.Tests.Conversation;

/// <summary>Conversations as people find them again: over restarts, in lists, deleted, and when the database fails.</summary>
public sealed class StoredConversationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly CapturedLog _log = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.Path, "copilot", "conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_conversation_goes_on_after_a_restart_with_the_draft_it_was_about()
    {
        string id;
        await using (var before = await StartAsync())
        {
            id = (string)(await ChatAsync(before, "buy 0.001 btc"))["conversationId"]!;
        }
        await using var after = await StartAsync();

        var changed = await ChatAsync(after, "make it 0.002", id);

        var order = changed["actions"]![0]!;
        Assert.Equal("BTCUSDT", (string)order["params"]!["symbol"]!);
        Assert.Equal(0.002m, (decimal)order["params"]!["quantity"]!);
        var shown = await GetAsync(after, $"/copilot/conversations/{id}");
        Assert.Equal(["buy 0.001 btc", "make it 0.002"], shown["messages"]!.AsArray().Select(turn => (string)turn!["message"]!));
        Assert.Equal("/futures/order.place", (string)shown["messages"]![0]!["reply"]!["actions"]![0]!["action"]!);
    }

    [Fact]
    public async Task A_question_that_was_open_is_answered_after_a_restart()
    {
        string id;
        await using (var before = await StartAsync())
        {
            var asked = await ChatAsync(before, "buy some btc");
            Assert.Equal("quantity", (string)asked["clarification"]!["missing"]![0]!);
            id = (string)asked["conversationId"]!;
        }
        await using var after = await StartAsync();

        var answered = await ChatAsync(after, "0.003", id);

        Assert.Equal(0.003m, (decimal)answered["actions"]![0]!["params"]!["quantity"]!);
    }

    [Fact]
    public async Task The_list_has_the_newest_first_and_comes_in_pages()
    {
        await using (var before = await StartAsync())
        {
            foreach (var message in (string[])["price of btc", "price of eth", "price of sol"]) await ChatAsync(before, message);
        }
        await using var after = await StartAsync();

        var all = await GetAsync(after, "/copilot/conversations");
        Assert.Equal(["price of sol", "price of eth", "price of btc"], Titles(all));
        Assert.Equal(3, (int)all["total"]!);
        Assert.Equal(["price of btc"], Titles(await GetAsync(after, "/copilot/conversations?limit=2&offset=2")));
        using var refused = await after.Http.GetAsync("/copilot/conversations?limit=0", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Older_messages_of_a_long_conversation_are_read_page_by_page()
    {
        await using var copilot = await StartAsync();
        var id = (string)(await ChatAsync(copilot, "price of btc"))["conversationId"]!;
        for (var number = 1; number < 105; number++) await ChatAsync(copilot, number % 2 == 0 ? "price of btc" : "price of eth", id);

        var newest = await GetAsync(copilot, $"/copilot/conversations/{id}?limit=3");
        Assert.Equal(105, (int)newest["turns"]!);
        Assert.Equal(102, (int)newest["firstNumber"]!);
        var first = await GetAsync(copilot, $"/copilot/conversations/{id}?before=2");
        Assert.Equal(["price of btc", "price of eth"], first["messages"]!.AsArray().Select(turn => (string)turn!["message"]!));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_for_good_and_from_the_disk()
    {
        await using var copilot = await StartAsync();
        var id = (string)(await ChatAsync(copilot, "what is my zebra balance"))["conversationId"]!;

        using var deleted = await copilot.Http.DeleteAsync($"/copilot/conversations/{id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var again = await copilot.Http.DeleteAsync($"/copilot/conversations/{id}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var gone = await copilot.Http.GetAsync($"/copilot/conversations/{id}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.DoesNotContain("zebra", Bytes(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_may_only_look_reads_conversations_and_deletes_none()
    {
        await using var copilot = await StartAsync(keys: [new ApiKeyEntry("eyes", "viewer", new ApiKey("viewer-key-of-16-letters"))]);
        copilot.Http.DefaultRequestHeaders.Authorization = new("Bearer", "viewer-key-of-16-letters");
        var id = (string)(await ChatAsync(copilot, "price of btc"))["conversationId"]!;

        using var refused = await copilot.Http.DeleteAsync($"/copilot/conversations/{id}", Ct);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await GetAsync(copilot, $"/copilot/conversations/{id}");
    }

    [Fact]
    public async Task Secrets_that_people_paste_are_not_kept()
    {
        const string binance = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
        const string own = "desk-key-0123456789";
        await using var copilot = await StartAsync(keys: [new ApiKeyEntry("desk", "admin", new ApiKey(own))]);
        copilot.Http.DefaultRequestHeaders.Authorization = new("Bearer", own);

        var id = (string)(await ChatAsync(copilot, $"my api key is {binance}, price of btc"))["conversationId"]!;
        await ChatAsync(copilot, $"use {own} and token: hunter2hunter2 and Bearer abcDEF123456", id);

        var kept = Bytes();
        foreach (var secret in (string[])[binance, own, "hunter2hunter2", "abcDEF123456"]) Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        Assert.Contains(SecretFilter.Mark, (string)(await GetAsync(copilot, $"/copilot/conversations/{id}"))["messages"]![0]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_one_line_in_the_log_and_chat_goes_on()
    {
        _folder.With("copilot/conversations.db", new string('x', 8192));
        await using var copilot = await StartAsync();

        var id = (string)(await ChatAsync(copilot, "buy 0.001 btc"))["conversationId"]!;
        var changed = await ChatAsync(copilot, "make it 0.002", id);

        Assert.Equal(0.002m, (decimal)changed["actions"]![0]!["params"]!["quantity"]!);
        using var list = await copilot.Http.GetAsync("/copilot/conversations", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, list.StatusCode);
        var error = JsonNode.Parse(await list.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal("ConversationsUnavailable", (string)error["error"]!);
        Assert.Contains(File, (string)error["message"]!, StringComparison.Ordinal);
        Assert.Single(_log.Lines, line => line.ToString().Contains(File, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_said_while_the_database_was_locked_is_kept_when_it_is_free()
    {
        await using var copilot = await StartAsync();
        var id = (string)(await ChatAsync(copilot, "price of btc"))["conversationId"]!;
        await using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await other.OpenAsync(Ct);
            await using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN EXCLUSIVE";
            await begin.ExecuteNonQueryAsync(Ct);
            var answered = await ChatAsync(copilot, "price of eth", id);
            Assert.Equal("ETHUSDT", (string)answered["actions"]![0]!["params"]!["symbol"]!);
            Assert.Contains("locked", copilot.Services.GetRequiredService<Conversations>().Trouble, StringComparison.Ordinal);
        }
        await using var fresh = new ConversationDatabaseReader(File);
        Assert.Equal(1, fresh.Turns());
        copilot.Services.GetRequiredService<Spark.Testing.Scenarios.OffsetTime>().Advance(TimeSpan.FromSeconds(10));

        await GetAsync(copilot, "/copilot/conversations");

        Assert.Equal(2, fresh.Turns());
        Assert.Null(copilot.Services.GetRequiredService<Conversations>().Trouble);
    }

    [Fact]
    public async Task A_database_of_a_newer_Spark_is_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await using (var newer = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await newer.OpenAsync(Ct);
            await using var command = newer.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync(Ct);
        }
        await using var copilot = await StartAsync();

        using var list = await copilot.Http.GetAsync("/copilot/conversations", Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, list.StatusCode);
        Assert.Contains("schema 99", await list.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Titles(JsonObject list) => list["conversations"]!.AsArray().Select(one => (string)one!["title"]!);

    private async Task<RunningCopilot> StartAsync(params ApiKeyEntry[] keys)
    {
        var nowhere = new Copilot.Hosting.ExecutorAddress(RunningCopilot.FreeAddress(), "key");
        var time = new OffsetTime();
        return await RunningCopilot.StartAsync(nowhere, settings => settings with { ConversationsFile = File, ApiKeys = keys }, builder =>
        {
            builder.Logging.AddProvider(_log);
            builder.Services.AddSingleton(time);
        }, Ct, time);
    }

    private static async Task<JsonObject> ChatAsync(RunningCopilot copilot, string message, string? id = null)
    {
        var body = new JsonObject { ["message"] = message };
        if (id is not null) body["conversationId"] = id;
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await copilot.Http.PostAsync("/copilot/chat", content, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!.AsObject();
    }

    private static async Task<JsonObject> GetAsync(RunningCopilot copilot, string path) =>
        JsonNode.Parse(await copilot.Http.GetStringAsync(path, Ct))!.AsObject();

    // Everything that lies in the folder, the write-ahead log included.
    private string Bytes()
    {
        var all = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(File)!))
        {
            using var shared = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(shared, Encoding.Latin1);
            all.Append(reader.ReadToEnd());
        }
        return all.ToString();
    }
}
