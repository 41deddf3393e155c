using Spark.Domain.Orders;

namespace Spark.Simulator.Hosting;

/// <summary>Trades of one side at one price within 100 ms.</summary>
internal sealed record AggregateTrade(long Id, decimal Price, long Lots, long FirstId, long LastId, long Time, Side TakerSide);
