namespace Spark.Executor.Market;

/// <summary>24 h numbers: last price, change in percent, volume in base asset.</summary>
internal readonly record struct DayTicker(decimal LastPrice, decimal ChangePercent, decimal Volume);
