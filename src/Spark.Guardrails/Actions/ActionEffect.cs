namespace Spark.Guardrails.Actions;

/// <summary>What an action does to the account: policy, roles and confirmation go by it.</summary>
public enum ActionEffect
{
    Read,
    Streams,
    Simulate,
    Lab,
    RaisesExposure,
    LowersExposure,
    Settings,
    Admin,
}
