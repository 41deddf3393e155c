using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Copilot.Executor;
using Spark.Guardrails;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Batches;

/// <summary>Runs lines one after the other as the agent. It never carries a token: a live line waits for its confirmation page.</summary>
public sealed class BatchRunner(ExecutorClient executor)
{
    private const string UnknownOutcome = "ExecutionUnknown";

    /// <summary>A result per line, in order.</summary>
    public async IAsyncEnumerable<JsonObject> RunAsync(IAsyncEnumerable<BatchLine> lines, BatchOptions options, [EnumeratorCancellation] CancellationToken ct)
    {
        var index = 0;
        var stopped = false;
        await foreach (var line in lines.WithCancellation(ct))
        {
            var result = stopped ? Line(index, PathOf(line.Action), "skipped") : await RunAsync(line, index, options, ct);
            stopped |= options.StopOnError && (string?)result["status"] == "failed";
            index++;
            yield return result;
        }
    }

    private async Task<JsonObject> RunAsync(BatchLine line, int index, BatchOptions options, CancellationToken ct)
    {
        if (line.Fault is not null) return Failed(index, PathOf(line.Action), Error(ErrorCodes.InvalidParams, line.Fault));
        if (options.Mode == BatchMode.Validate) return Judged(line.Action, index);
        var action = options.Mode == BatchMode.DryRun ? Simulated(line.Action) : JsonNode.Parse(line.Action.GetRawText());
        using var read = JsonDocument.Parse(action?.ToJsonString() ?? "null");
        var verdict = ActionValidator.Validate(ActionReader.Read(read.RootElement));
        if (verdict is Validation.Invalid { Fault: var fault }) return Failed(index, PathOf(line.Action), Error(fault));
        var valid = ((Validation.Valid)verdict).Action;
        if (!options.MayAct && valid.Definition.Effect != ActionEffect.Read) return Failed(index, valid.Definition.Path, Error(ErrorCodes.Forbidden, $"{valid.Definition.Path} needs role trader."));
        return Told(index, valid.Definition.Path, await executor.SendAsync((JsonObject)action!, KeyOf(options, index), ct));
    }

    private static JsonObject Judged(JsonElement action, int index)
    {
        var proposed = ActionReader.Read(action);
        var validation = ActionValidator.Validate(proposed);
        return validation is Validation.Invalid { Fault: var fault } ? Failed(index, proposed.Path, Error(fault)) : Done(index, proposed.Path!, Verdicts.Of(proposed, validation, index));
    }

    private static JsonObject Told(int index, string path, ActionOutcome outcome)
    {
        if (outcome.AwaitsPerson)
        {
            var line = Line(index, path, "awaitingConfirmation");
            if (outcome.ConfirmUrl is { } url) line["confirmUrl"] = url;
            line["result"] = outcome.Body;
            return line;
        }
        var blocked = outcome.Body["ok"] is JsonValue value && value.TryGetValue(out bool ok) && !ok;
        if (outcome.Succeeded && !blocked) return Done(index, path, outcome.Body);
        var failed = Failed(index, path, outcome.Body);
        // Neither a success nor a failure: whoever reads the line must look it up and not send it again.
        if (outcome.Status == 504 || (string?)outcome.Body["error"] == UnknownOutcome) failed["unknown"] = true;
        return failed;
    }

    // The envelope becomes a dry run; a dryRun inside the params goes with it.
    private static JsonNode? Simulated(JsonElement action)
    {
        if (JsonNode.Parse(action.GetRawText()) is not JsonObject json) return JsonNode.Parse(action.GetRawText());
        json["dryRun"] = true;
        json["confirm_required"] = false;
        if (json["params"] is JsonObject given && given.ContainsKey("dryRun")) given["dryRun"] = true;
        return json;
    }

    private static string? KeyOf(BatchOptions options, int index) => options.Key is null ? null : string.Create(CultureInfo.InvariantCulture, $"{options.Key}:{index}");

    private static string? PathOf(JsonElement action) => action.ValueKind == JsonValueKind.Undefined ? null : ActionReader.Read(action).Path;

    private static JsonObject Done(int index, string path, JsonObject result)
    {
        var line = Line(index, path, "done");
        line["result"] = result;
        return line;
    }

    private static JsonObject Failed(int index, string? path, JsonObject error)
    {
        var line = Line(index, path, "failed");
        line["error"] = error;
        return line;
    }

    private static JsonObject Line(int index, string? path, string status) => new() { ["index"] = index, ["action"] = path, ["status"] = status };

    private static JsonObject Error(string code, string message) => new() { ["error"] = code, ["message"] = message };

    private static JsonObject Error(ActionFault fault)
    {
        var error = Error(fault.Code, fault.Message);
        error["details"] = new JsonArray([.. fault.Details.Select(detail => new JsonObject { ["path"] = detail.Path, ["message"] = detail.Message, ["cause"] = Verdicts.CauseOf(detail) })]);
        return error;
    }
}
