using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Copilot.Http;
using Spectre.Console;

namespace Spark.Copilot.Cli;

/// <summary><c>spark ask</c>: the reply and its actions, as tables on a screen, plain into a pipe, whole with <c>--json</c>.</summary>
internal static class AskCommand
{
    public static Task<int> RunAsync(string message, bool json, CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        await using var service = await Service.FindAsync(io, ct);
        var reply = service.Running is { } running ? await PostAsync(running, message, io, ct) : await AskAsync(service.Services, message, io, ct);
        if (reply is null) return ExitCodes.BadInput;
        if (json) await io.Output.WriteLineAsync(reply.ToJsonString(new(Answers.Readable) { WriteIndented = true }));
        else if (io.Screen is { } screen) Show(screen, reply);
        else await PrintAsync(io.Output, reply);
        return HasFailed(reply) ? ExitCodes.ActionFailed : ExitCodes.Done;
    }, ct);

    private static async Task<JsonObject?> PostAsync(HttpClient running, string message, CliIo io, CancellationToken ct)
    {
        using var content = new StringContent(new JsonObject { ["message"] = message }.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await running.PostAsync("/copilot/chat", content, ct);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct)) as JsonObject;
        if (answer.IsSuccessStatusCode) return body;
        await io.Errors.WriteLineAsync(body?["message"]?.ToString() ?? $"The service answered {(int)answer.StatusCode}.");
        return null;
    }

    private static async Task<JsonObject?> AskAsync(IServiceProvider services, string message, CliIo io, CancellationToken ct)
    {
        try
        {
            await foreach (var happened in services.GetRequiredService<IChat>().StreamAsync(new ChatRequest(message), ct))
            {
                if (happened is ChatEvent.Done done) return done.Reply.ToJson();
            }
            return null;
        }
        catch (ChatException e)
        {
            await io.Errors.WriteLineAsync(e.Message);
            return null;
        }
    }

    private static void Show(IAnsiConsole screen, JsonObject reply)
    {
        screen.WriteLine(reply["reply"]?.ToString() ?? "");
        var waiting = new Table().Border(TableBorder.Rounded).AddColumns("action", "params", "", "why");
        foreach (var action in reply["actions"]!.AsArray().OfType<JsonObject>())
        {
            if (action["result"] is not JsonObject result)
            {
                waiting.AddRow(new Text((string)action["action"]!), new Text(action["params"]!.ToJsonString(Answers.Readable)), new Text(Kind(action)), new Text((string?)action["reason"] ?? ""));
                continue;
            }
            screen.WriteLine((string)action["action"]!);
            foreach (var table in ResultTables.Of(result)) screen.Write(table);
        }
        if (waiting.Rows.Count > 0) screen.Write(waiting);
    }

    private static string Kind(JsonObject action) => !(bool)action["valid"]! ? "not valid"
        : (bool)action["confirm_required"]! ? "real: a person confirms"
        : (bool)action["dryRun"]! ? "simulates"
        : "runs at once";

    private static async Task PrintAsync(TextWriter output, JsonObject reply)
    {
        await output.WriteLineAsync(reply["reply"]?.ToString());
        foreach (var action in reply["actions"]!.AsArray())
        {
            var shown = (JsonObject)action!.DeepClone();
            foreach (var name in new[] { "id", "valid", "violations", "result" }) shown.Remove(name);
            await output.WriteLineAsync(shown.ToJsonString(Answers.Readable));
        }
    }

    private static bool HasFailed(JsonObject reply) => reply["actions"]!.AsArray().Any(action => !(bool)action!["valid"]! || action["result"]?["error"] is not null);
}
