namespace Spark.Executor.Tests.Account;

/// <summary>
/// How many random histories a property runs through: 500, or 10,000 with <c>SPARK_LONG_TESTS=1</c>. A failure prints its seed;
/// <c>SPARK_SEED=&lt;seed&gt; dotnet test --project tests/Spark.Executor.Tests -- --filter-class "*CoreProperties"</c> begins with that one.
/// </summary>
internal static class Seeds
{
    public static long Count { get; } = Replay is not null ? 1 : Environment.GetEnvironmentVariable("SPARK_LONG_TESTS") == "1" ? 10_000 : 500;

    /// <summary>The seed to replay; null for fresh ones.</summary>
    public static string? Replay => Environment.GetEnvironmentVariable("SPARK_SEED");
}
