namespace Spark.Simulator.Storage;

/// <summary>A row of one side of a match.</summary>
public sealed record SavedTrade(
    string ApiKey, string Symbol, long Id, long OrderId, decimal Price, long Lots, decimal Commission, decimal RealizedPnl, bool IsMaker, long Time);
