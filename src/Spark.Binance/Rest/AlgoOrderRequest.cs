using Spark.Binance.Signing;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Rest;

/// <summary>A conditional order (STOP, STOP_MARKET, TAKE_PROFIT, TAKE_PROFIT_MARKET) as the algo service takes it.</summary>
public sealed record AlgoOrderRequest
{
    /// <summary>Sent as <c>clientAlgoId</c>.</summary>
    public required ClientOrderId ClientOrderId { get; init; }

    public required Symbol Symbol { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Quote asset.</summary>
    public required decimal TriggerPrice { get; init; }

    /// <summary>Limit price after the trigger, quote asset; STOP and TAKE_PROFIT only.</summary>
    public decimal? Price { get; init; }

    /// <summary>STOP and TAKE_PROFIT only.</summary>
    public TimeInForce? TimeInForce { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Triggered by the mark price rather than by the last trade, which is the exchange's default.</summary>
    public bool ByMarkPrice { get; init; }

    /// <summary>Refuses the trigger while mark price and last trade are too far apart.</summary>
    public bool PriceProtect { get; init; }

    /// <summary>The request of <paramref name="intent"/>.</summary>
    /// <exception cref="ArgumentException">The intent's type is not conditional, or its stop price is missing.</exception>
    public static AlgoOrderRequest From(OrderIntent intent) => new()
    {
        ClientOrderId = intent.ClientOrderId,
        Symbol = intent.Symbol,
        Side = intent.Side,
        Type = intent.Type.IsConditional() ? intent.Type : throw new ArgumentException($"{intent.Type.ToWord()} is not a conditional type.", nameof(intent)),
        Quantity = intent.Quantity,
        TriggerPrice = intent.StopPrice ?? throw new ArgumentException("A conditional order has a stop price.", nameof(intent)),
        Price = intent.Type.IsPriced() ? intent.Price : null,
        TimeInForce = intent.Type.IsPriced() ? intent.TimeInForce : null,
        ReduceOnly = intent.ReduceOnly,
    };

    internal void WriteTo(RequestQuery query)
    {
        query.Add("algoType", "CONDITIONAL").Add("symbol", Symbol.Value).Add("side", Side.ToWord()).Add("type", Type.ToWord());
        query.Add("quantity", Quantity).Add("triggerPrice", TriggerPrice);
        if (Price is { } price) query.Add("price", price);
        if (TimeInForce is { } timeInForce) query.Add("timeInForce", timeInForce.ToWord());
        if (ReduceOnly) query.Add("reduceOnly", "true");
        if (ByMarkPrice) query.Add("workingType", "MARK_PRICE");
        if (PriceProtect) query.Add("priceProtect", "true");
        query.Add("clientAlgoId", ClientOrderId.Value);
    }
}
