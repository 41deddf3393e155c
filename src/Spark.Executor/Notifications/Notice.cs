using Spark.Contracts;

namespace Spark.Executor.Notifications;

/// <summary>Something that people are told.</summary>
/// <param name="Alert">What happened.</param>
/// <param name="Title">In the settings' language.</param>
/// <param name="Text">In the settings' language.</param>
/// <param name="Source">Venue and account, such as <c>testnet</c>.</param>
internal sealed record Notice(AlertEvent Alert, string Title, string Text, string Source)
{
    /// <summary>Repeats of it are one thing to whoever is told; the same about something else is another.</summary>
    public string Key => Alert.Subject is { } subject ? $"spark/{Source}/{Alert.Code}/{subject}" : $"spark/{Source}/{Alert.Code}";

    public bool Pages => Alert.Severity == Severities.Critical;
}
