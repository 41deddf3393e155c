using Spark.Contracts;

namespace Spark.Executor.Notifications;

/// <summary>Something that people are told.</summary>
/// <param name="Alert">What happened.</param>
/// <param name="Title">In the settings' language.</param>
/// <param name="Source">Venue and account, such as <c>testnet</c>.</param>
internal sealed record Notice(AlertEvent Alert, string Title, string Source)
{
    /// <summary>Repeats of it are one thing to whoever is told.</summary>
    public string Key => $"spark/{Source}/{Alert.Code}";

    public bool Pages => Alert.Severity == Severities.Critical;
}
