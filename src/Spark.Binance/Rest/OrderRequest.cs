using Spark.Binance.Signing;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Rest;

/// <summary>An order as it is sent: what the type does not take is not there.</summary>
public sealed record OrderRequest
{
    public required ClientOrderId ClientOrderId { get; init; }

    public required Symbol Symbol { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Quote asset; the priced types only.</summary>
    public decimal? Price { get; init; }

    /// <summary>Trigger price in quote asset; conditional types, which only the exchange's order test takes.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>The priced types only.</summary>
    public TimeInForce? TimeInForce { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>The request of <paramref name="intent"/>. A MARKET order's price is a reference for the risk gate and is left out.</summary>
    public static OrderRequest From(OrderIntent intent) => new()
    {
        ClientOrderId = intent.ClientOrderId,
        Symbol = intent.Symbol,
        Side = intent.Side,
        Type = intent.Type,
        Quantity = intent.Quantity,
        Price = intent.Type.IsPriced() ? intent.Price : null,
        StopPrice = intent.Type.IsConditional() ? intent.StopPrice : null,
        TimeInForce = intent.Type.IsPriced() ? intent.TimeInForce : null,
        ReduceOnly = intent.ReduceOnly,
    };

    internal void WriteTo(RequestQuery query)
    {
        query.Add("symbol", Symbol.Value).Add("side", Side.ToWord()).Add("type", Type.ToWord()).Add("quantity", Quantity);
        if (Price is { } price) query.Add("price", price);
        if (StopPrice is { } stopPrice) query.Add("stopPrice", stopPrice);
        if (TimeInForce is { } timeInForce) query.Add("timeInForce", timeInForce.ToWord());
        if (ReduceOnly) query.Add("reduceOnly", "true");
        query.Add("newClientOrderId", ClientOrderId.Value).Add("newOrderRespType", "RESULT");
    }
}
