namespace Spark.Copilot.Tests.Batches;

/// <summary>Tests that measure memory run while no other test holds any.</summary>
[CollectionDefinition(nameof(AloneInMemory), DisableParallelization = true)]
public sealed class AloneInMemory;
