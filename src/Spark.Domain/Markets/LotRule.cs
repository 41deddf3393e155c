namespace Spark.Domain.Markets;

/// <summary>A quantity range in base asset with its step. A zero switches that part off, as on the exchange.</summary>
public sealed record LotRule(decimal Minimum, decimal Maximum, decimal Step)
{
    /// <summary>The largest quantity not above <paramref name="quantity"/> that lies on the step; it may be zero or below the minimum.</summary>
    public decimal RoundDown(decimal quantity) =>
        Step == 0 ? quantity : Math.Max(0, Minimum + Math.Floor((quantity - Minimum) / Step) * Step);

    /// <summary>The smallest quantity not below <paramref name="quantity"/> that lies on the step and in the range's lower bound.</summary>
    public decimal RoundUp(decimal quantity)
    {
        var wanted = Math.Max(quantity, Minimum);
        return Step == 0 ? wanted : Minimum + Math.Ceiling((wanted - Minimum) / Step) * Step;
    }

    /// <summary>Whether <paramref name="quantity"/> is a whole number of steps from the minimum.</summary>
    public bool IsOnStep(decimal quantity) => Step == 0 || (quantity - Minimum) % Step == 0;
}
