using System.Collections.Frozen;
using Spark.Contracts.Configuration;

namespace Spark.Executor.Notifications;

/// <summary>Reads <c>SPARK_NOTIFY_…</c>.</summary>
internal static class NotificationSettingsReader
{
    private static readonly FrozenDictionary<string, string> Languages = new Dictionary<string, string> { ["en"] = "en", ["tr"] = "tr" }.ToFrozenDictionary();

    public static NotificationSettings Read(SettingsReader reader) => new()
    {
        Webhook = SecretAddress(reader, "SPARK_NOTIFY_WEBHOOK"),
        PagerDutyKey = Key(reader, "SPARK_NOTIFY_PAGERDUTY_KEY"),
        PagerDuty = reader.Address("SPARK_NOTIFY_PAGERDUTY_URL", "https", "http") ?? NotificationSettings.PagerDutyEvents,
        Alertmanager = reader.Address("SPARK_NOTIFY_ALERTMANAGER", "https", "http"),
        Language = reader.Choice("SPARK_NOTIFY_LANGUAGE", "en", Languages),
    };

    private static Uri? SecretAddress(SettingsReader reader, string name)
    {
        if (reader.Text(name) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        reader.Fault(name, null, "an address beginning with https:// or http:// (it is a secret and not shown)");
        return null;
    }

    private static string? Key(SettingsReader reader, string name)
    {
        if (reader.Text(name) is not { } text) return null;
        if (text.Length is >= 8 and <= 128 && text.All(char.IsAsciiLetterOrDigit)) return text;
        reader.Fault(name, null, "8 to 128 letters and digits (it is a secret and not shown)");
        return null;
    }
}
