using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Domain.Accounts;

/// <summary>
/// A position of a one-way account in a linear contract: signed quantity in base asset (long is positive), entry price in quote asset.
/// </summary>
public sealed record Position(Symbol Symbol, decimal Quantity, decimal EntryPrice)
{
    public static Position Flat(Symbol symbol) => new(symbol, 0, 0);

    public bool IsFlat => Quantity == 0;

    /// <summary>Value at <paramref name="mark"/>, quote asset, never negative.</summary>
    public decimal NotionalAt(decimal mark) => Math.Abs(Quantity) * mark;

    /// <summary>Unrealised profit at <paramref name="mark"/>: quantity × (mark − entry).</summary>
    public decimal UnrealizedPnlAt(decimal mark) => Quantity * (mark - EntryPrice);

    /// <summary>
    /// The position after a fill, and what it realised (before commission). Adding averages the entry by volume; reducing
    /// keeps it and realises the difference; turning realises the whole and enters at the fill's price.
    /// </summary>
    public (Position After, decimal Realized) Fill(Side side, decimal quantity, decimal price)
    {
        var change = side.Sign() * quantity;
        var after = Quantity + change;
        if (Quantity == 0 || Math.Sign(Quantity) == Math.Sign(change))
        {
            var entry = (Math.Abs(Quantity) * EntryPrice + quantity * price) / (Math.Abs(Quantity) + quantity);
            return (new Position(Symbol, after, entry), 0);
        }
        var closed = Math.Min(quantity, Math.Abs(Quantity));
        var realized = Math.Sign(Quantity) * closed * (price - EntryPrice);
        var left = after == 0 ? Flat(Symbol)
            : quantity > Math.Abs(Quantity) ? new Position(Symbol, after, price)
            : this with { Quantity = after };
        return (left, realized);
    }
}
