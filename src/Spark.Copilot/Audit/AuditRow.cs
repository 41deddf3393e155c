using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Contracts;

namespace Spark.Copilot.Audit;

/// <summary>An audit record in a list: what it is about, how it ended and the one line that tells it. Pure.</summary>
internal sealed record AuditRow(AuditRecordView Record)
{
    public AuditGroup Group { get; } = GroupOf(Record.Kind);

    public AuditOutcome Outcome { get; } = OutcomeOf(Record);

    /// <summary>Null where it is about no symbol.</summary>
    public string? Symbol { get; } = SymbolOf(Record.Data);

    /// <summary>What happened, in the journal's own values.</summary>
    public string Brief { get; } = BriefOf(Record.Kind, Record.Data ?? []);

    /// <summary>Whether <paramref name="text"/> stands in it, in any case.</summary>
    public bool Says(string text) =>
        Brief.Contains(text, StringComparison.OrdinalIgnoreCase) || Record.Kind.Contains(text, StringComparison.OrdinalIgnoreCase) || Record.Actor.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Record.Seq.ToString(CultureInfo.InvariantCulture) == text || Record.Data?.ToJsonString().Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private static AuditGroup GroupOf(string kind) => kind.Split('.')[0] switch
    {
        "order" when kind == "order.fill" => AuditGroup.Fills,
        "order" or "cancel" => AuditGroup.Orders,
        "action" => AuditGroup.Actions,
        "risk" => AuditGroup.Risk,
        "canary" => AuditGroup.Canaries,
        "breaker" => AuditGroup.Breaker,
        "account" or "position" or "pnl" or "day" or "settings" => AuditGroup.Account,
        "automatic" or "guardrail" => AuditGroup.Automatic,
        _ => AuditGroup.Other,
    };

    private static AuditOutcome OutcomeOf(AuditRecordView record) => record.Kind switch
    {
        "action.proposed" => AuditOutcome.Proposed,
        "order.dryRun" or "canary.ran" => AuditOutcome.Simulated,
        "risk.refused" or "action.refused" or "order.rejected" or "order.notSent" or "order.provedAbsent" => AuditOutcome.Refused,
        "order.answerLost" or "order.anomaly" => AuditOutcome.Unknown,
        "action.answered" => OutcomeOf(record.Data?["status"]),
        "action.carried" or "order.fill" or "order.reported" or "order.triggered" or "cancel.answered" => AuditOutcome.Done,
        _ => AuditOutcome.Noted,
    };

    private static AuditOutcome OutcomeOf(JsonNode? status) => status is JsonValue value && value.TryGetValue(out int code)
        ? code switch { < 300 => AuditOutcome.Done, 428 => AuditOutcome.Proposed, 503 or 504 => AuditOutcome.Unknown, _ => AuditOutcome.Refused }
        : AuditOutcome.Noted;

    private static string? SymbolOf(JsonObject? data) => ((string?[])[
        Text(data, "symbol"), Text(data?["intent"], "symbol"), Text(data?["fill"], "symbol"), Text(data?["canary"], "symbol"), Text(data?["canary"]?["intent"], "symbol"), InParams(data),
    ]).FirstOrDefault(symbol => symbol is { Length: > 0 });

    private static string? InParams(JsonObject? data)
    {
        try
        {
            return Text(data, "params") is ['{', ..] text && JsonNode.Parse(text) is JsonObject given ? Text(given["params"] ?? given, "symbol") : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string BriefOf(string kind, JsonObject data) => kind switch
    {
        "order.intended" or "order.dryRun" => Order(data["intent"]),
        "canary.ran" => $"{Order(data["canary"]?["intent"] ?? data["canary"]?["draft"])} {Text(data["canary"], "id")}",
        "action.carried" => Text(data, "path") ?? "",
        "action.answered" => $"HTTP {Text(data, "status")}",
        "risk.refused" => $"{Text(data, "error")}: {Order(data["intent"])}",
        "order.fill" => $"{Order(data["fill"])} {Text(data["fill"], "clientOrderId")}",
        "order.reported" => $"{Text(data, "status")} {Text(data, "filled")} {Text(data, "clientOrderId")}",
        "action.proposed" => Text(data, "summary") ?? "",
        "action.refused" => $"{Text(data, "error")}: {Text(data, "message")}",
        "breaker.changed" => Text(data, "cause") ?? "",
        _ => string.Join(" · ", data.Where(pair => pair.Value is JsonValue).Take(4).Select(pair => $"{pair.Key} {pair.Value}")),
    };

    private static string Order(JsonNode? order) => string.Join(' ', ((string?[])[
        Text(order, "side")?.ToUpperInvariant(), Text(order, "quantity"), Text(order, "symbol"), Text(order, "type")?.ToUpperInvariant(), Text(order, "price") is { Length: > 0 } price ? "@ " + price : null,
    ]).Where(word => word is { Length: > 0 }));

    private static string? Text(JsonNode? from, string name) => from is JsonObject json && json[name] is { } value ? value is JsonValue ? value.ToString() : value.ToJsonString() : null;
}
