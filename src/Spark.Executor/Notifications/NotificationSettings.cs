namespace Spark.Executor.Notifications;

/// <summary>Where people are told of alerts besides log and pages. Addresses of webhooks are secrets: they are in no text of this.</summary>
public sealed record NotificationSettings
{
    public static readonly Uri PagerDutyEvents = new("https://events.pagerduty.com/v2/enqueue");

    public static NotificationSettings None { get; } = new();

    /// <summary>A Slack-compatible incoming webhook; null: none.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>Routing key of a PagerDuty Events v2 integration; null: none.</summary>
    public string? PagerDutyKey { get; init; }

    public Uri PagerDuty { get; init; } = PagerDutyEvents;

    /// <summary>Base address of an Alertmanager; null: none.</summary>
    public Uri? Alertmanager { get; init; }

    /// <summary><c>en</c> or <c>tr</c>.</summary>
    public string Language { get; init; } = "en";

    public override string ToString() => string.Join(", ", Named().DefaultIfEmpty("log only"));

    private IEnumerable<string> Named()
    {
        if (Webhook is not null) yield return "webhook";
        if (PagerDutyKey is not null) yield return "PagerDuty";
        if (Alertmanager is not null) yield return "Alertmanager";
    }
}
