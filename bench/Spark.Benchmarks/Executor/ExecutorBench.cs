namespace Spark.Benchmarks.Executor;

/// <summary>The rows of <c>bench/run.sh executor</c>. Those over HTTP need <c>wrk</c>.</summary>
internal static class ExecutorBench
{
    public static IEnumerable<IBenchRow> Rows => [new GateRow(), new HttpRow(), new LiveOrderRow(), new ScrapeRow()];
}
