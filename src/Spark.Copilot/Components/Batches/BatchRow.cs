using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Copilot.Batches;
using Spark.Copilot.Pages;

namespace Spark.Copilot.Components.Batches;

/// <summary>One line of the batch on the page: what it says, whether it is valid, and what became of it.</summary>
internal sealed class BatchRow
{
    private static readonly string[] Telling = ["side", "quantity", "notional", "symbol", "symbols", "type", "price", "fraction", "leverage", "orderId", "clientOrderId", "canaryId"];

    /// <param name="line">As it was read.</param>
    /// <param name="verdict">A result line of <see cref="BatchRunner"/> in mode validate.</param>
    public BatchRow(BatchLine line, JsonObject verdict)
    {
        Line = line;
        Action = (string?)verdict["action"];
        IsValid = (string?)verdict["status"] == "done";
        IsLive = (bool?)verdict["result"]?["live"] ?? false;
        Error = verdict["error"] as JsonObject;
        Brief = line.Action.ValueKind == JsonValueKind.Object && line.Action.TryGetProperty("params", out var given) ? BriefOf(given) : "";
    }

    public BatchLine Line { get; }

    /// <summary>Path of the catalogue; null where none can be read.</summary>
    public string? Action { get; }

    /// <summary>The params that matter, in one line.</summary>
    public string Brief { get; }

    public bool IsValid { get; }

    /// <summary>Whether it would touch the account: it then waits for its confirmation page.</summary>
    public bool IsLive { get; }

    /// <summary>Why it is not valid, or why it failed; null when neither.</summary>
    public JsonObject? Error { get; private set; }

    /// <summary>Null before it was run.</summary>
    public BatchStatus? Status { get; private set; }

    /// <summary>Of a line that waits: where a person confirms.</summary>
    public string? ConfirmationId { get; private set; }

    /// <summary>The result line, as it is downloaded; null before it was run.</summary>
    public JsonObject? Result { get; private set; }

    /// <summary>Takes in a result line of <see cref="BatchRunner"/>.</summary>
    public void Take(JsonObject result)
    {
        (Result, Error) = (result, result["error"] as JsonObject);
        Status = ((string?)result["status"], (bool?)result["unknown"]) switch
        {
            (_, true) => BatchStatus.Unknown,
            ("done", _) => BatchStatus.Done,
            ("skipped", _) => BatchStatus.Skipped,
            ("awaitingConfirmation", _) => BatchStatus.Awaiting,
            _ => BatchStatus.Failed,
        };
        var url = (string?)result["confirmUrl"];
        ConfirmationId = Status == BatchStatus.Awaiting ? url?[(url.LastIndexOf('/') + 1)..] : null;
    }

    /// <summary>Notes what came of its confirmation.</summary>
    public void Settle(BatchStatus status, JsonObject? body)
    {
        if (Result is null) return;
        (Status, ConfirmationId) = (status, null);
        Result["status"] = BatchWords.Of(status);
        Result.Remove("confirmUrl");
        Result.Remove("result");
        Error = status == BatchStatus.Done ? null : (JsonObject?)body?.DeepClone();
        if (body is not null) Result[status == BatchStatus.Done ? "result" : "error"] = body.DeepClone();
        if (status == BatchStatus.Unknown) Result["unknown"] = true;
    }

    /// <summary>Forgets the last run.</summary>
    public void Reset() => (Status, Result, ConfirmationId, Error) = (null, null, null, IsValid ? null : Error);

    private static string BriefOf(JsonElement given) => given.ValueKind != JsonValueKind.Object ? "" : string.Join(' ', Telling
        .Where(name => given.TryGetProperty(name, out _)).Select(name => (name == "price" ? "@ " : "") + Words.Plain(JsonNode.Parse(given.GetProperty(name).GetRawText()))));
}
