namespace Spark.Simulator.Hosting.Control;

/// <summary>Body of <c>POST /sim/replay</c>: candles as CSV text, or the name of a file on this machine.</summary>
public sealed record ReplayRequest(string Symbol, string? Csv = null, string? File = null, double Speed = 1);
