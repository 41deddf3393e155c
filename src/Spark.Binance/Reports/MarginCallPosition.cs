using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>A position in a margin call: signed quantity in base asset, money in quote asset.</summary>
public sealed record MarginCallPosition(Symbol Symbol, decimal Quantity, decimal MarkPrice, decimal UnrealizedPnl, decimal MaintenanceMargin);
