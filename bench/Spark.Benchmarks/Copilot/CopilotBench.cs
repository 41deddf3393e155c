namespace Spark.Benchmarks.Copilot;

/// <summary>What a turn of the copilot costs, without a network and without a model's own time.</summary>
internal static class CopilotBench
{
    public static IEnumerable<IBenchRow> Rows => [new OfflineTurnRow(), new FrameworkRow()];
}
