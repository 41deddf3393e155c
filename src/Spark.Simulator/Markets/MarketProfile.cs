using Spark.Simulator.Matching;

namespace Spark.Simulator.Markets;

/// <summary>A contract together with how its simulated market behaves.</summary>
public sealed record MarketProfile
{
    public required Contract Contract { get; init; }

    public required string BaseAssetKind { get; init; }

    /// <summary>The price never leaves this range by itself; quote asset.</summary>
    public required decimal LowestPrice { get; init; }

    public required decimal HighestPrice { get; init; }

    /// <summary>Typical traded value of a minute, quote asset.</summary>
    public required double MinuteTurnover { get; init; }

    /// <summary>Typical value of one level of the book, quote asset.</summary>
    public required double LevelNotional { get; init; }

    /// <summary>Levels that the makers keep on each side.</summary>
    public int LevelsPerSide { get; init; } = 25;

    /// <summary>Steps of 100 ms between two ladders of quotes.</summary>
    public int StepsPerQuote { get; init; } = 2;

    /// <summary>Chance of a passer-by's trade in a step, in [0, 1].</summary>
    public double TradeChance { get; init; } = 0.35;

    /// <summary>Distance of best bid and best ask, ticks.</summary>
    public int SpreadTicks { get; init; } = 1;
}
