using Spark.Domain.Orders;

namespace Spark.Domain.Markets;

/// <summary>
/// A perpetual contract and the filters that the exchange holds its orders to.
/// Prices are in <see cref="QuoteAsset"/>, quantities in <see cref="BaseAsset"/>.
/// </summary>
public sealed record Instrument
{
    public required Symbol Symbol { get; init; }

    public required string BaseAsset { get; init; }

    public required string QuoteAsset { get; init; }

    /// <summary>Whether the exchange accepts orders now (status TRADING).</summary>
    public required bool IsTrading { get; init; }

    public required PriceRule Price { get; init; }

    /// <summary>LOT_SIZE: every type but the market ones.</summary>
    public required LotRule Lot { get; init; }

    /// <summary>MARKET_LOT_SIZE: orders that execute at market; its maximum is usually smaller.</summary>
    public required LotRule MarketLot { get; init; }

    /// <summary>MIN_NOTIONAL in quote asset; reduce-only orders are exempt.</summary>
    public required decimal MinimumNotional { get; init; }

    /// <summary>PERCENT_PRICE: a BUY may not be priced above mark × this. Zero switches it off.</summary>
    public decimal PriceMultiplierUp { get; init; }

    /// <summary>PERCENT_PRICE: a SELL may not be priced below mark × this. Zero switches it off.</summary>
    public decimal PriceMultiplierDown { get; init; }

    /// <summary>The lot rule that an order of <paramref name="type"/> is held to.</summary>
    public LotRule LotFor(OrderType type) => type.IsPriced() ? Lot : MarketLot;

    /// <summary>
    /// The smallest quantity on the step that satisfies both the lot rule and, unless <paramref name="reduceOnly"/>,
    /// the minimum notional at <paramref name="price"/>.
    /// </summary>
    public decimal SmallestQuantity(OrderType type, decimal price, bool reduceOnly)
    {
        var lot = LotFor(type);
        var byNotional = reduceOnly || price <= 0 ? 0 : MinimumNotional / price;
        return lot.RoundUp(Math.Max(lot.Minimum, byNotional));
    }
}
