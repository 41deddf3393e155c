using System.Text.Json.Nodes;
using Spark.Contracts;

namespace Spark.Copilot.Feed;

/// <summary>
/// Alerts that nobody heard, told again from the audit: what the executor alerts of is a record there at the same moment. What leaves no
/// record (a margin call, a journal that can't be written) is told live only. Pure.
/// </summary>
internal static class MissedAlerts
{
    /// <summary>How far back a person is told of what was missed.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromHours(24);

    private const string BySpark = "spark";

    /// <summary>The alerts behind <paramref name="records"/>, oldest first, none older than <see cref="Reach"/>.</summary>
    public static IReadOnlyList<AlertEvent> Of(IEnumerable<AuditRecordView> records, DateTimeOffset now) =>
        [.. records.Where(record => now - record.At <= Reach).Select(Of).OfType<AlertEvent>()];

    private static AlertEvent? Of(AuditRecordView record) => record switch
    {
        { Kind: "breaker.changed", Actor: BySpark } when record.Data?["breaker"]?["reasons"] is JsonArray { Count: > 0 } => Told(record, "CircuitBreakerOpen", "critical", "cause"),
        { Kind: "guardrail.acted" } => OfGuardrail(record),
        { Kind: "position.mismatched" } => new("ReconciliationMismatch", "critical", $"The position in {record.Data?["observed"]?["symbol"]} is not what its fills make.", record.At),
        { Kind: "order.anomaly" } => new("OrderContradicted", "critical", $"Order {record.Data?["clientOrderId"]}: the exchange contradicts itself; look at it there.", record.At),
        { Kind: "order.forgotten" } => new("OrderVanished", "critical", $"Order {record.Data?["clientOrderId"]} was working and the exchange no longer knows it: it counts no more.", record.At),
        { Kind: "canary.breached" } => new("CanaryRollback", "warning", $"Canary {record.Data?["canaryId"]} is taken back.", record.At),
        { Kind: "automatic.action" } => OfFlatten(record),
        _ => null,
    };

    private static AlertEvent? OfGuardrail(AuditRecordView record) => Word(record.Data?["receipt"]?["notification"]) is null or "none" ? null
        : new(Word(record.Data?["receipt"]?["verdict"]) switch { "release" => "GuardrailReleased", "nodata" => "SignalMissing", _ => "GuardrailActed" },
            "warning", $"{record.Data?["cause"]}: {record.Data?["effect"]}.", record.At);

    private static AlertEvent? OfFlatten(AuditRecordView record) => Word(record.Data?["phase"]) switch
    {
        "started" => Told(record, "FlattenStarted", "critical", "cause"),
        "done" => Told(record, "FlattenDone", "critical", "cause"),
        "failed" => Told(record, "FlattenFailed", "critical", "cause"),
        _ => null,
    };

    private static AlertEvent Told(AuditRecordView record, string code, string severity, string said) => new(code, severity, record.Data?[said]?.ToString() ?? "", record.At);

    private static string? Word(JsonNode? node) => node?.ToString().ToLowerInvariant();
}
