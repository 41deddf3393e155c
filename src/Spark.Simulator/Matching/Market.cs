namespace Spark.Simulator.Matching;

/// <summary>A contract's running market: its book, prices and id counters. Prices are in quote asset.</summary>
public sealed class Market(Contract contract, long firstOrderId, long firstTradeId)
{
    public Contract Contract { get; } = contract;

    public OrderBook Book { get; } = new();

    public decimal MarkPrice { get; internal set; }

    public decimal IndexPrice { get; internal set; }

    /// <summary>Estimate for the running interval, a fraction.</summary>
    public decimal FundingRate { get; internal set; }

    public decimal LastPrice { get; internal set; }

    public decimal LastQuantity { get; internal set; }

    /// <summary>Id of the newest trade; ids grow by one per match and are shared by both sides.</summary>
    public long LastTradeId { get; internal set; } = firstTradeId;

    /// <summary>Id of the newest order of a client.</summary>
    public long LastOrderId { get; internal set; } = firstOrderId;

    internal long LastHouseId { get; set; }
}
