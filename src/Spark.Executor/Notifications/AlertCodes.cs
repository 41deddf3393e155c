namespace Spark.Executor.Notifications;

/// <summary>The words by which alerts are known.</summary>
internal static class AlertCodes
{
    public const string CircuitBreakerOpen = "CircuitBreakerOpen";
    public const string OrderUnknown = "OrderUnknown";
    public const string OrderContradicted = "OrderContradicted";
    public const string OrderVanished = "OrderVanished";
    public const string StopVanished = "StopVanished";
    public const string StopRefused = "StopRefused";
    public const string ReconciliationMismatch = "ReconciliationMismatch";
    public const string JournalUnavailable = "JournalUnavailable";
    public const string SettingsNotTaken = "SettingsNotTaken";
    public const string MarginCall = "MarginCall";
    public const string UnsupportedAccountMode = "UnsupportedAccountMode";
    public const string FlattenStarted = "FlattenStarted";
    public const string FlattenBlocked = "FlattenBlocked";
    public const string FlattenDone = "FlattenDone";
    public const string FlattenFailed = "FlattenFailed";
    public const string CanaryRollback = "CanaryRollback";
    public const string CanaryRollbackBlocked = "CanaryRollbackBlocked";
    public const string GuardrailActed = "GuardrailActed";
    public const string GuardrailReleased = "GuardrailReleased";
    public const string SignalMissing = "SignalMissing";
    public const string Test = "Test";
}
