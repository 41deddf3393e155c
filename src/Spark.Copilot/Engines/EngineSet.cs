namespace Spark.Copilot.Engines;

/// <summary>The engine to use and the one that is always there.</summary>
internal sealed record EngineSet(Engine? Model, Engine Offline)
{
    public Engine Preferred => Model ?? Offline;
}
