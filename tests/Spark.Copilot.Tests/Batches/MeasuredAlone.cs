namespace Spark.Copilot.Tests.Batches;

/// <summary>Tests that measure the process's memory: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
