using Spark.Domain.Orders;

namespace Spark.Simulator.Matching;

/// <summary>One match as everybody sees it.</summary>
public readonly record struct MarketTrade(Market Market, long Id, decimal Price, long Lots, Side TakerSide, long Time);
