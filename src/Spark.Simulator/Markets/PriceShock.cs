namespace Spark.Simulator.Markets;

/// <summary>A move that somebody asked for: from <paramref name="At"/> (ms UTC) the log price is shifted, fading over hours.</summary>
public sealed record PriceShock(long At, double LogOffset);
