using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>A position after an account event; flat ones are reported too, so that a close is seen.</summary>
public sealed record PositionUpdate(Symbol Symbol, string PositionSide, decimal Quantity, decimal EntryPrice, decimal UnrealizedPnl);
