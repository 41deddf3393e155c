namespace Spark.Benchmarks;

/// <summary>One thing measured, in one or more lines of the table.</summary>
internal interface IBenchRow
{
    /// <summary>What <c>--only TEXT</c> picks by.</summary>
    string Name { get; }

    Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct);
}
