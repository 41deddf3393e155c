namespace Spark.Simulator.Matching;

/// <summary>Commission as a fraction of a fill's notional. The defaults are the exchange's base tier.</summary>
public sealed record FeeSchedule(decimal Maker, decimal Taker)
{
    public static readonly FeeSchedule BaseTier = new(0.0002m, 0.0005m);

    public decimal RateOf(bool isMaker) => isMaker ? Maker : Taker;
}
