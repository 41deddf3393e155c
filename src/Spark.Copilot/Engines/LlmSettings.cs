namespace Spark.Copilot.Engines;

/// <summary>An OpenAI-compatible server.</summary>
/// <param name="Endpoint">With its version part, such as <c>http://127.0.0.1:11434/v1</c>.</param>
/// <param name="Model">The model's name there.</param>
/// <param name="ApiKey">May be absent for servers on this machine.</param>
public sealed record LlmSettings(Uri Endpoint, string Model, string? ApiKey)
{
    /// <summary>Patience with one attempt; three of them with all.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(20);

    public override string ToString() => $"{Model} at {Endpoint}";
}
