namespace Spark.Benchmarks;

/// <summary>To come.</summary>
internal static class Soak
{
    public static Task<int> RunAsync(string[] options, CancellationToken ct) => Task.FromResult(2);
}
