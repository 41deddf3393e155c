using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Evidence;

/// <summary>Where an order would fill, and whether it would take or rest.</summary>
internal readonly record struct FillEstimate(decimal? Price, bool Takes)
{
    public static FillEstimate Of(OrderIntent intent, Quote? quote) => intent.Type switch
    {
        OrderType.Market => new FillEstimate(TakingPrice(intent, quote), Takes: true),
        OrderType.Limit => OfLimit(intent, quote),
        OrderType.StopMarket or OrderType.TakeProfitMarket => new FillEstimate(intent.StopPrice, Takes: true),
        _ => new FillEstimate(intent.Price, Takes: true),
    };

    /// <summary>A limit that crosses pays the book up to its price; one that doesn't rests at it.</summary>
    private static FillEstimate OfLimit(OrderIntent intent, Quote? quote)
    {
        if (intent.Price is not { } limit || intent.TimeInForce == TimeInForce.PostOnly) return new FillEstimate(intent.Price, Takes: false);
        if (quote is null || BookWalk.LevelsFor(quote, intent.Side) is not [var best, ..]) return new FillEstimate(limit, Takes: false);
        var crosses = intent.Side == Side.Buy ? limit >= best.Price : limit <= best.Price;
        if (!crosses || TakingPrice(intent, quote) is not { } average) return new FillEstimate(limit, Takes: false);
        return new FillEstimate(intent.Side == Side.Buy ? Math.Min(average, limit) : Math.Max(average, limit), Takes: true);
    }

    private static decimal? TakingPrice(OrderIntent intent, Quote? quote)
    {
        try
        {
            return quote is null ? null : BookWalk.AveragePrice(BookWalk.LevelsFor(quote, intent.Side), intent.Quantity);
        }
        catch (OverflowException)
        {
            return null; // a size beyond all books has no price
        }
    }
}
