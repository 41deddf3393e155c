namespace Spark.Executor.Tests.Notifications;

/// <summary>A file of rules that goes with the test.</summary>
internal sealed class RulesFile : IDisposable
{
    public RulesFile(string rules) => File.WriteAllText(Path, rules);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "spark-rules-" + Guid.NewGuid().ToString("n") + ".json");

    public void Dispose() => File.Delete(Path);
}
