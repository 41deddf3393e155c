using System.Diagnostics.CodeAnalysis;
using Spark.Domain.Orders;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Amending;

namespace Spark.Simulator.Matching;

/// <summary>An order as the exchange keeps it, linked into its price level while it rests. Written by the core only.</summary>
public sealed class BookOrder
{
    private string? _clientOrderId;

    public required long Id { get; init; }

    /// <summary>Null when the order came without one: then the exchange makes it, when somebody first asks.</summary>
    [AllowNull]
    public required string ClientOrderId
    {
        get => _clientOrderId ??= ExchangeMadeId.Write(Market.Contract.Index, Id);
        init => (_clientOrderId, HasGivenId) = (value, value is not null);
    }

    /// <summary>Whether its client order id was given to the exchange.</summary>
    public bool HasGivenId { get; private init; }

    public required Account Account { get; init; }

    public required Market Market { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public required TimeInForce TimeInForce { get; init; }

    public required long Lots { get; set; }

    /// <summary>Limit price on the tick grid; 0 for MARKET.</summary>
    public required long Ticks { get; set; }

    public required bool ReduceOnly { get; init; }

    public required SelfTradeMode SelfTrade { get; set; }

    /// <summary>Whether the exchange closes a position with it.</summary>
    public bool IsLiquidation { get; init; }

    /// <summary>Its changes, oldest first; null before the first.</summary>
    public List<Amendment>? Amendments { get; set; }

    /// <summary>The conditional order that it came from; null for all others.</summary>
    public AlgoOrder? Algo { get; set; }

    /// <summary>Creation, ms UTC.</summary>
    public required long Time { get; init; }

    /// <summary>Last change, ms UTC.</summary>
    public long UpdateTime { get; set; }

    public OrderStatus Status { get; set; } = OrderStatus.New;

    public ExpiryReason ExpiryReason { get; set; }

    public long FilledLots { get; set; }

    /// <summary>Σ price × quantity of the fills, quote asset.</summary>
    public decimal FilledNotional { get; set; }

    /// <summary>Of a resting reduce-only order: the lots that the position still leaves it after orders of higher priority.</summary>
    internal long CoveredLots { get; set; }

    internal PriceLevel? Level { get; set; }

    internal BookOrder? Previous { get; set; }

    internal BookOrder? Next { get; set; }

    public long RemainingLots => Lots - FilledLots;

    public bool IsResting => Level is not null;

    public decimal Price => Market.Contract.ToPrice(Ticks);

    public decimal Quantity => Market.Contract.ToQuantity(Lots);

    public decimal FilledQuantity => Market.Contract.ToQuantity(FilledLots);

    /// <summary>Average fill price; 0 before the first fill.</summary>
    public decimal AveragePrice => FilledLots == 0 ? 0 : FilledNotional / FilledQuantity;
}
