namespace Spark.Simulator.Matching;

/// <summary>One side of a match, as its account sees it.</summary>
/// <param name="Order">The order that traded.</param>
/// <param name="Id">Trade id, shared with the other side.</param>
/// <param name="Price">Quote asset.</param>
/// <param name="Lots">Quantity in lots.</param>
/// <param name="Commission">Quote asset; positive is paid.</param>
/// <param name="RealizedPnl">Quote asset, before commission.</param>
/// <param name="IsMaker">Whether the order was resting.</param>
/// <param name="Time">ms UTC.</param>
public sealed record UserTrade(
    BookOrder Order, long Id, decimal Price, long Lots, decimal Commission, decimal RealizedPnl, bool IsMaker, long Time)
{
    public decimal Quantity => Order.Market.Contract.ToQuantity(Lots);
}
