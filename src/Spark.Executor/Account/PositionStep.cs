namespace Spark.Executor.Account;

/// <summary>How far a position has moved within one ms, less the fills of that ms that are accounted for already.</summary>
/// <param name="Time">The exchange's ms.</param>
/// <param name="Room">Base asset, signed.</param>
internal readonly record struct PositionStep(long Time, decimal Room);
