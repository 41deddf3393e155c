namespace Spark.Simulator.Matching;

/// <summary>The outcome of a command on an order: exactly one of the two is set.</summary>
public readonly record struct Placement(BookOrder? Order, Rejection? Rejection)
{
    public static implicit operator Placement(Rejection rejection) => new(null, rejection);

    public static implicit operator Placement(BookOrder order) => new(order, null);
}
