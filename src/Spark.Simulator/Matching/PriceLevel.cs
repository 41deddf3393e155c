namespace Spark.Simulator.Matching;

/// <summary>The orders that rest at one price, oldest first.</summary>
public sealed class PriceLevel
{
    public long Ticks { get; internal set; }

    /// <summary>Σ of what the orders have left.</summary>
    public long Lots { get; internal set; }

    public BookOrder? First { get; private set; }

    private BookOrder? _last;

    internal void Append(BookOrder order)
    {
        order.Level = this;
        order.Previous = _last;
        if (_last is null) First = order;
        else _last.Next = order;
        _last = order;
        Lots += order.RemainingLots;
    }

    /// <summary>Takes the order out; its remaining lots leave with it.</summary>
    internal void Remove(BookOrder order)
    {
        if (order.Previous is null) First = order.Next;
        else order.Previous.Next = order.Next;
        if (order.Next is null) _last = order.Previous;
        else order.Next.Previous = order.Previous;
        Lots -= order.RemainingLots;
        order.Level = null;
        order.Previous = order.Next = null;
    }
}
