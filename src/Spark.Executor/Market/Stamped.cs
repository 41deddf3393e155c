namespace Spark.Executor.Market;

/// <summary>A value, when it was received, and whether it was asked for instead of streamed.</summary>
internal readonly record struct Stamped<T>(T Value, DateTimeOffset At, bool ByRest = false)
    where T : struct;
