using System.Text.Json.Nodes;

namespace Spark.Executor.Notifications;

/// <summary>The operations channel: a Slack-compatible incoming webhook.</summary>
internal sealed class WebhookNotifier(HttpDelivery http, Uri webhook) : INotifier
{
    public string Name => "webhook";

    public bool Wants(Notice notice) => notice.Alert.Severity is Severities.Warning or Severities.Critical;

    public Task<Delivery> TellAsync(Notice notice, CancellationToken ct) => http.PostAsync(webhook, Body(notice), ct);

    private static JsonObject Body(Notice notice) => new()
    {
        ["text"] = $"{(notice.Pages ? ":rotating_light:" : ":warning:")} *{Escape(notice.Title)}* ({Escape(notice.Source)})\n{Escape(notice.Text)}",
    };

    // The three characters that Slack's markup gives a meaning.
    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
