namespace Spark.Contracts;

/// <summary>Prices of a symbol; the change is over 24 h in percent, the volume over 24 h in base asset.</summary>
public sealed record TickerView(
    string Symbol, decimal LastPrice, decimal MarkPrice, decimal? Bid, decimal? Ask, decimal ChangePercent, decimal Volume);
