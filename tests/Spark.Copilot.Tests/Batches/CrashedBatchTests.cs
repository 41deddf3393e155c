using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Spark.Copilot.Tests.Http;
using Spark.Copilot.Tests.Services;
using Spark.Testing.Scenarios;

namespace Spark.Copilot.Tests.Batches;

/// <summary>A batch that is cut anywhere and run again repeats no line.</summary>
public sealed class CrashedBatchTests
{
    private const string Canary = """{"action":"/canary/run","params":{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","quantity":0.001},"dryRun":true,"confirm_required":false}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_cut_connection_and_a_killed_executor_the_second_run_repeats_no_line()
    {
        await using var scenario = await Scenario.StartAsync(Ct, ("SPARK_EXECUTOR_URLS", RunningCopilot.FreeAddress().OriginalString));
        await using var copilot = await RunningCopilot.StartAsync(new Copilot.Hosting.ExecutorAddress(scenario.Address, scenario.Keys.Agent), Ct);

        var before = await CutAfterAsync(copilot, lines: 3);
        await scenario.KillExecutorAsync(Ct);
        var after = await RunAsync(copilot, string.Concat(Enumerable.Repeat(Canary + "\n", 6)));

        Assert.Equal(Enumerable.Repeat("done", 6), after.Select(line => (string)line["status"]!));
        Assert.Equal(before.Select(IdOf), after.Take(3).Select(IdOf));
        Assert.Equal(6, after.Select(IdOf).Distinct().Count());
        var ran = (await scenario.AuditAsync(Ct)).Count(record => record.GetProperty("kind").GetString() == "canary.ran");
        Assert.Equal(6, ran);
    }

    [Fact]
    public async Task Other_content_under_a_used_line_key_is_refused()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await RunAsync(copilot.Http, Canary + "\n");

        var changed = Assert.Single(await RunAsync(copilot.Http, Canary.Replace("0.001", "0.0012", StringComparison.Ordinal).Replace("BUY", "SELL", StringComparison.Ordinal) + "\n"));

        Assert.Equal("failed", (string)changed["status"]!);
        Assert.Equal("IdempotencyKeyReused", (string)changed["error"]!["error"]!);
    }

    [Fact]
    public async Task A_line_whose_answer_was_lost_is_marked_unknown_and_stops_the_batch()
    {
        await using var executor = await StandInExecutor.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        }, Ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, Ct);

        var lines = await RunAsync(copilot, Canary + "\n" + Canary + "\n");

        Assert.True((bool)lines[0]["unknown"]!);
        Assert.Equal("skipped", (string)lines[1]["status"]!);
    }

    // A client that speaks byte by byte: it reads each result while its request is still open, and then is gone.
    private static async Task<List<JsonObject>> CutAfterAsync(RunningCopilot copilot, int lines)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, copilot.Address.Port, Ct);
        await using var stream = socket.GetStream();
        await SendAsync(stream, $"POST /copilot/actions/run?mode=execute HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nIdempotency-Key: night\r\nTransfer-Encoding: chunked\r\n\r\n");
        using var reader = new StreamReader(stream);
        var results = new List<JsonObject>();
        for (var number = 0; number < lines; number++)
        {
            var text = Canary + "\n";
            await SendAsync(stream, string.Create(CultureInfo.InvariantCulture, $"{text.Length:x}\r\n{text}\r\n"));
            results.Add(await NextResultAsync(reader));
        }
        return results;
    }

    private static async Task<JsonObject> NextResultAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            if (line.StartsWith("{\"index\"", StringComparison.Ordinal)) return JsonNode.Parse(line)!.AsObject();
        }
        throw new InvalidOperationException("The answer ended.");
    }

    private static async Task SendAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), Ct);

    private static Task<List<JsonObject>> RunAsync(RunningCopilot copilot, string lines) => RunAsync(copilot.Http, lines);

    private static async Task<List<JsonObject>> RunAsync(HttpClient http, string lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/copilot/actions/run?mode=execute") { Content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson") };
        request.Headers.Add("Idempotency-Key", "night");
        using var answer = await http.SendAsync(request, Ct);
        return [.. (await answer.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    private static string IdOf(JsonObject line) => (string)line["result"]!["order"]!["id"]!;
}
