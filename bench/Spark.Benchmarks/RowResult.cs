namespace Spark.Benchmarks;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ours">With its unit.</param>
/// <param name="Baseline">With its unit.</param>
/// <param name="Ratio">Of the two, as the target states it.</param>
/// <param name="Bytes">Allocated per unit.</param>
/// <param name="Target">As the issue gives it.</param>
/// <param name="Met">Whether it is met.</param>
internal sealed record RowResult(string What, string Ours, string Baseline, string Ratio, string Bytes, string Target, bool Met);
