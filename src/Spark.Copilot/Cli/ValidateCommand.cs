using System.Text.Json.Nodes;
using Spark.Copilot.Batches;
using Spark.Copilot.Http;
using Spark.Guardrails;
using Spectre.Console;

namespace Spark.Copilot.Cli;

/// <summary><c>spark actions validate</c>: faults in a table on a screen, a verdict per line in JSON into a pipe or with <c>--json</c>.</summary>
internal static class ValidateCommand
{
    public static Task<int> RunAsync(string file, bool json, CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        await using var input = Inputs.Open(file, io);
        var (count, faulty) = (0, 0);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("line", "action", "field", "fault");
        await foreach (var line in BatchReader.ReadAsync(input, Inputs.IsLines(file), ct))
        {
            var verdict = line.Fault is null ? Verdicts.Of(line.Action, count) : Unreadable(line.Fault, count);
            if (!(bool)verdict["valid"]!) faulty++;
            count++;
            if (io.Screen is null || json) await io.Output.WriteLineAsync(verdict.ToJsonString(Answers.Readable));
            else AddFaults(table, verdict);
        }
        if (count == 0)
        {
            await io.Errors.WriteLineAsync($"{file} has no action.");
            return ExitCodes.BadInput;
        }
        if (io.Screen is { } screen && !json)
        {
            if (faulty > 0) screen.Write(table);
            screen.WriteLine($"{count - faulty} of {count} valid");
        }
        return faulty == 0 ? ExitCodes.Done : ExitCodes.ActionFailed;
    }, ct);

    private static void AddFaults(Table table, JsonObject verdict)
    {
        foreach (var fault in verdict["violations"]!.AsArray())
        {
            table.AddRow(new Text(verdict["index"]!.ToJsonString()), new Text((string?)verdict["action"] ?? ""), new Text((string)fault!["path"]!), new Text((string)fault["message"]!));
        }
    }

    private static JsonObject Unreadable(string fault, int index) => new()
    {
        ["index"] = index,
        ["action"] = null,
        ["valid"] = false,
        ["violations"] = new JsonArray(new JsonObject { ["code"] = ErrorCodes.InvalidParams, ["path"] = "line", ["message"] = fault }),
    };
}
