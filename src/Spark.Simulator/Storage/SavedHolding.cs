namespace Spark.Simulator.Storage;

/// <summary>A row of position and settings.</summary>
public sealed record SavedHolding(
    string ApiKey, string Symbol, decimal Quantity, decimal EntryPrice, decimal Realized, int Leverage, long UpdateTime);
