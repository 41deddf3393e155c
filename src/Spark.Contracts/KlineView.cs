namespace Spark.Contracts;

/// <summary>One candle. <paramref name="OpenTime"/> is in ms since the epoch.</summary>
public sealed record KlineView(long OpenTime, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);
