namespace Spark.Executor.Market;

/// <summary>The candle of a minute as it grows: prices in quote asset, volume in base asset.</summary>
internal readonly record struct MinuteCandle(DateTimeOffset OpenTime, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, bool IsClosed);
