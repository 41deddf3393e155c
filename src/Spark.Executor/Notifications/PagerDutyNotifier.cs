using System.Text.Json.Nodes;

namespace Spark.Executor.Notifications;

/// <summary>Whoever is on call: PagerDuty Events v2. Repeats of a notice are one incident there.</summary>
internal sealed class PagerDutyNotifier(HttpDelivery http, Uri events, string routingKey) : INotifier
{
    public string Name => "pagerduty";

    public bool Wants(Notice notice) => notice.Pages;

    public Task<Delivery> TellAsync(Notice notice, CancellationToken ct) => http.PostAsync(events, Body(notice), ct);

    private JsonObject Body(Notice notice) => new()
    {
        ["routing_key"] = routingKey,
        ["event_action"] = "trigger",
        ["dedup_key"] = notice.Key,
        ["payload"] = new JsonObject
        {
            ["summary"] = $"{notice.Title}: {notice.Text}" is { Length: > 1024 } longer ? longer[..1024] : $"{notice.Title}: {notice.Text}",
            ["source"] = "spark " + notice.Source,
            ["severity"] = notice.Alert.Severity,
            ["timestamp"] = notice.Alert.At.ToString("O"),
            ["component"] = "spark-executor",
            ["class"] = notice.Alert.Code,
        },
    };
}
