using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk;

/// <summary>The smallest order that the exchange takes: base asset, and what it is worth in USDT.</summary>
internal readonly record struct SmallestOrder(decimal Quantity, decimal Notional)
{
    public static SmallestOrder Of(Instrument instrument, OrderType type, decimal price, bool reduceOnly)
    {
        var quantity = QuantityOf(instrument, type, price, reduceOnly);
        return new SmallestOrder(quantity, Amount.Multiply(quantity, price));
    }

    public string ToText(Instrument instrument) =>
        $"the smallest order is {Amount.Text(Quantity)} {instrument.BaseAsset} ({Amount.Text(decimal.Round(Notional, 2, MidpointRounding.ToPositiveInfinity))} {instrument.QuoteAsset})";

    private static decimal QuantityOf(Instrument instrument, OrderType type, decimal price, bool reduceOnly)
    {
        try
        {
            return instrument.SmallestQuantity(type, price, reduceOnly);
        }
        catch (OverflowException)
        {
            return decimal.MaxValue; // at a price next to nothing no quantity is worth the minimum
        }
    }
}
