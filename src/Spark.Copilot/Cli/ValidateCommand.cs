using System.Text.Json.Nodes;
using Spark.Copilot.Batches;
using Spark.Copilot.Http;
using Spark.Guardrails;

namespace Spark.Copilot.Cli;

/// <summary><c>spark actions validate</c>.</summary>
internal static class ValidateCommand
{
    public static Task<int> RunAsync(string file, CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        await using var input = Inputs.Open(file, io);
        var code = ExitCodes.Done;
        var index = 0;
        await foreach (var line in BatchReader.ReadAsync(input, Inputs.IsLines(file), ct))
        {
            var verdict = line.Fault is null ? Verdicts.Of(line.Action, index) : Unreadable(line.Fault, index);
            if (!(bool)verdict["valid"]!) code = ExitCodes.ActionFailed;
            index++;
            await io.Output.WriteLineAsync(verdict.ToJsonString(Answers.Readable));
        }
        if (index > 0) return code;
        await io.Errors.WriteLineAsync($"{file} has no action.");
        return ExitCodes.BadInput;
    }, ct);

    private static JsonObject Unreadable(string fault, int index) => new()
    {
        ["index"] = index,
        ["action"] = null,
        ["valid"] = false,
        ["violations"] = new JsonArray(new JsonObject { ["code"] = ErrorCodes.InvalidParams, ["path"] = "line", ["message"] = fault }),
    };
}
