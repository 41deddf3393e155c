using System.Collections.Immutable;
using Spark.Domain.Orders;

namespace Spark.Domain.Markets;

/// <summary>What a taker would pay against a given book.</summary>
public static class BookWalk
{
    /// <summary>
    /// Volume-weighted price of taking <paramref name="quantity"/> from <paramref name="levels"/> (best first).
    /// What the shown levels can't cover is priced at the last level, which understates the cost: read it as an estimate.
    /// Null when there is no level or nothing to take.
    /// </summary>
    public static decimal? AveragePrice(ImmutableArray<BookLevel> levels, decimal quantity)
    {
        if (levels.IsDefaultOrEmpty || quantity <= 0) return null;
        var left = quantity;
        var cost = 0m;
        foreach (var level in levels)
        {
            var taken = Math.Min(left, level.Quantity);
            cost += taken * level.Price;
            left -= taken;
            if (left == 0) break;
        }
        cost += left * levels[^1].Price;
        return cost / quantity;
    }

    /// <summary>The side of <paramref name="quote"/> that an order of <paramref name="side"/> would take from.</summary>
    public static ImmutableArray<BookLevel> LevelsFor(Quote quote, Side side) => side == Side.Buy ? quote.Asks : quote.Bids;
}
