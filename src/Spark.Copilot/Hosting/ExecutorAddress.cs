namespace Spark.Copilot.Hosting;

/// <summary>Where the executor is, and the copilot's agent key there.</summary>
public sealed record ExecutorAddress(Uri Url, string AgentKey)
{
    public override string ToString() => Url.ToString();
}
