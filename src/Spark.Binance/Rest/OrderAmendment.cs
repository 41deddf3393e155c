using Spark.Binance.Signing;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Rest;

/// <summary>New terms of a resting LIMIT order. It goes to the back of its price's queue.</summary>
/// <param name="Symbol">The contract.</param>
/// <param name="Key">The order.</param>
/// <param name="Side">The order's side, which can't change.</param>
/// <param name="Quantity">New total (not remaining) quantity, base asset; at or below what has filled it cancels the order.</param>
/// <param name="Price">New limit price, quote asset.</param>
public sealed record OrderAmendment(Symbol Symbol, OrderKey Key, Side Side, decimal Quantity, decimal Price)
{
    internal void WriteTo(RequestQuery query)
    {
        query.Add("symbol", Symbol.Value).Add("side", Side.ToWord()).Add("quantity", Quantity).Add("price", Price);
        Key.WriteTo(query);
    }
}
