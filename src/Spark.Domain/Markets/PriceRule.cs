namespace Spark.Domain.Markets;

/// <summary>A price range in quote asset with its tick. A zero switches that part off, as on the exchange.</summary>
public sealed record PriceRule(decimal Minimum, decimal Maximum, decimal Tick)
{
    /// <summary>Whether <paramref name="price"/> is a whole number of ticks from the minimum.</summary>
    public bool IsOnTick(decimal price) => Tick == 0 || (price - Minimum) % Tick == 0;

    /// <summary>The largest on-tick price not above <paramref name="price"/>.</summary>
    public decimal RoundDown(decimal price) => Tick == 0 ? price : Minimum + Math.Floor((price - Minimum) / Tick) * Tick;
}
