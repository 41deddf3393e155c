using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Spark.Copilot.Conversation;
using Spark.Copilot.Http;

namespace Spark.Copilot.Mcp;

/// <summary>Answers of tools, in the words of a batch's lines. A confirmation is an address for a person and never a token.</summary>
internal static class ToolAnswer
{
    public static CallToolResult Of(ActionOutcome outcome)
    {
        if (outcome.AwaitsPerson) return Awaiting(outcome);
        var blocked = outcome.Body["ok"] is JsonValue ok && ok.TryGetValue(out bool fine) && !fine;
        return outcome.Succeeded && !blocked
            ? Written(new JsonObject { ["status"] = "done", ["result"] = Open(outcome.Body) }, isError: false)
            : Failed(Open(outcome.Body));
    }

    public static CallToolResult Refused(string code, string message, IReadOnlyList<Violation>? faults = null)
    {
        var error = new JsonObject { ["error"] = code, ["message"] = message };
        if (faults is not null) error["details"] = new JsonArray([.. faults.Select(one => new JsonObject { ["path"] = one.Path, ["message"] = one.Message })]);
        return Failed(error);
    }

    private static CallToolResult Failed(JsonObject error) => Written(new JsonObject { ["status"] = "failed", ["error"] = error }, isError: true);

    private static CallToolResult Awaiting(ActionOutcome outcome)
    {
        var confirmation = outcome.Body["confirmation"];
        return Written(new JsonObject
        {
            ["status"] = "awaitingConfirmation",
            ["message"] = "Nothing has been done. A person has to look at it and confirm it on this page.",
            ["confirmUrl"] = outcome.ConfirmUrl,
            ["expiresAt"] = confirmation?["expiresAt"]?.DeepClone(),
            ["summary"] = confirmation?["summary"]?.DeepClone(),
            ["evidence"] = confirmation?["evidence"]?.DeepClone(),
            ["would"] = confirmation?["would"]?.DeepClone(),
        }, isError: false);
    }

    // The executor gives an agent no token. Should another version ever do: it stops here.
    private static JsonObject Open(JsonObject body)
    {
        var open = (JsonObject)body.DeepClone();
        if (open["confirmation"] is JsonObject confirmation) confirmation.Remove("token");
        return open;
    }

    private static CallToolResult Written(JsonObject answer, bool isError) => new()
    {
        Content = [new TextContentBlock { Text = answer.ToJsonString(Answers.Readable) }],
        StructuredContent = JsonSerializer.SerializeToElement(answer),
        IsError = isError,
    };
}
