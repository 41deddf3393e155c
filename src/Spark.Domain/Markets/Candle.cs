namespace Spark.Domain.Markets;

/// <summary>One candle: prices in quote asset, volume in base asset.</summary>
public sealed record Candle(DateTimeOffset OpenTime, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);
