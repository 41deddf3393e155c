namespace Spark.Executor.Market;

/// <summary>A value and when it was received.</summary>
internal readonly record struct Stamped<T>(T Value, DateTimeOffset At)
    where T : struct;
