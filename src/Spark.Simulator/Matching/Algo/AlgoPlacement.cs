namespace Spark.Simulator.Matching.Algo;

/// <summary>The outcome of a command on a conditional order: exactly one of the two is set.</summary>
public readonly record struct AlgoPlacement(AlgoOrder? Order, Rejection? Rejection)
{
    public static implicit operator AlgoPlacement(Rejection rejection) => new(null, rejection);

    public static implicit operator AlgoPlacement(AlgoOrder order) => new(order, null);
}
