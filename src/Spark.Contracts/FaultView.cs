namespace Spark.Contracts;

/// <summary>One fault of a request: where, and what is allowed there.</summary>
public sealed record FaultView(string Path, string Message);
