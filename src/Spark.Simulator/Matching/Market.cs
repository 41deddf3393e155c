using Spark.Simulator.Matching.Algo;

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

    /// <summary>Conditional orders that wait for a price of this market.</summary>
    internal List<AlgoOrder> AwaitingTrigger { get; } = [];

    private decimal _tradedLow;
    private decimal _tradedHigh;

    internal void NoteTrade(decimal price, decimal quantity)
    {
        (LastPrice, LastQuantity) = (price, quantity);
        if (_tradedHigh == 0) (_tradedLow, _tradedHigh) = (price, price);
        else if (price > _tradedHigh) _tradedHigh = price;
        else if (price < _tradedLow) _tradedLow = price;
    }

    /// <summary>Lowest and highest trade since the last call; zeros when there was none.</summary>
    internal (decimal Low, decimal High) TakeTradedRange()
    {
        var range = (_tradedLow, _tradedHigh);
        (_tradedLow, _tradedHigh) = (0, 0);
        return range;
    }
}
