namespace Spark.Simulator.Hosting.Control;

/// <summary>The body of a refused control request.</summary>
public sealed record SimulatorError(string Error, string Message);
