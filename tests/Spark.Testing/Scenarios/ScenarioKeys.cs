namespace Spark.Testing.Scenarios;

/// <summary>The secrets of one scenario. No log line and no audit record may hold any of them.</summary>
public sealed record ScenarioKeys(string ApiKey, string ApiSecret, string Agent, string Confirm)
{
    public static ScenarioKeys Fresh()
    {
        var id = Guid.NewGuid().ToString("n");
        return new ScenarioKeys($"apikey-{id}", $"secret-{id}", $"agent-{id}", $"confirm-{id}");
    }

    public override string ToString() => "[keys]";
}
