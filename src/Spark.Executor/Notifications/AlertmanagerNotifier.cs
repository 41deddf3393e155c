using System.Text.Json.Nodes;

namespace Spark.Executor.Notifications;

/// <summary>An Alertmanager, by its API v2: it groups, routes and silences by itself.</summary>
internal sealed class AlertmanagerNotifier(HttpDelivery http, Uri alertmanager) : INotifier
{
    private readonly Uri _alerts = new(alertmanager, "/api/v2/alerts");

    public string Name => "alertmanager";

    public bool Wants(Notice notice) => true;

    public Task<Delivery> TellAsync(Notice notice, CancellationToken ct) => http.PostAsync(_alerts, new JsonArray(Body(notice)), ct);

    private static JsonObject Body(Notice notice) => new()
    {
        ["labels"] = Labels(notice),
        ["annotations"] = new JsonObject { ["summary"] = notice.Title, ["description"] = notice.Text },
        ["startsAt"] = notice.Alert.At.ToString("O"),
    };

    // Alerts of the same labels are one alert there.
    private static JsonObject Labels(Notice notice)
    {
        var labels = new JsonObject
        {
            ["alertname"] = "Spark" + notice.Alert.Code,
            ["severity"] = notice.Alert.Severity,
            ["notify"] = notice.Pages ? "page_on_call_engineer" : "alert_ops_channel",
            ["source"] = notice.Source,
        };
        if (notice.Alert.Subject is { } subject) labels["subject"] = subject;
        return labels;
    }
}
