namespace Spark.Benchmarks;

/// <summary>One round: nanoseconds and allocated bytes for each unit of work.</summary>
internal readonly record struct Sample(double Nanoseconds, double Bytes);
