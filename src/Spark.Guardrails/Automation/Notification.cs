namespace Spark.Guardrails.Automation;

/// <summary>Who is told of an automatic action.</summary>
public enum Notification
{
    None,
    AlertOpsChannel,
    PageOnCallEngineer,
}
