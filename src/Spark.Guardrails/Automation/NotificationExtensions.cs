namespace Spark.Guardrails.Automation;

/// <summary>The contract's words of notifications.</summary>
public static class NotificationExtensions
{
    public static string ToWord(this Notification notification) => notification switch
    {
        Notification.None => "none",
        Notification.AlertOpsChannel => "alert_ops_channel",
        Notification.PageOnCallEngineer => "page_on_call_engineer",
        _ => throw new ArgumentOutOfRangeException(nameof(notification), notification, null),
    };
}
