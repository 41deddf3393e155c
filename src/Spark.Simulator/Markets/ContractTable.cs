using System.Collections.Immutable;
using System.Globalization;
using Spark.Domain.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Markets;

/// <summary>The contracts that the embedded exchange lists, with the filters that the real one had in 2026.</summary>
public static class ContractTable
{
    private sealed record Row(
        string BaseAsset, string Kind, decimal Tick, decimal Step, decimal MinimumPrice, decimal MaximumPrice, decimal MaximumQuantity,
        decimal MaximumMarketQuantity, decimal MinimumNotional, decimal Low, decimal High, double MinuteTurnover, double LevelNotional,
        int SpreadTicks, int PricePrecision, int QuantityPrecision, (int Leverage, decimal Cap, decimal Rate)[] Brackets, long OnboardDate);

    private static readonly (int, decimal, decimal)[] MajorBrackets =
    [
        (125, 300_000, 0.004m), (100, 800_000, 0.005m), (75, 3_000_000, 0.0065m), (50, 12_000_000, 0.01m), (25, 70_000_000, 0.02m),
        (20, 100_000_000, 0.025m), (10, 230_000_000, 0.05m), (5, 480_000_000, 0.1m), (4, 600_000_000, 0.125m), (3, 800_000_000, 0.15m),
        (2, 1_200_000_000, 0.25m), (1, 1_800_000_000, 0.5m),
    ];

    private static readonly (int, decimal, decimal)[] LargeBrackets =
    [
        (100, 50_000, 0.005m), (75, 500_000, 0.0065m), (50, 2_000_000, 0.01m), (25, 8_000_000, 0.02m), (20, 16_000_000, 0.025m),
        (10, 40_000_000, 0.05m), (5, 80_000_000, 0.1m), (2, 160_000_000, 0.25m), (1, 320_000_000, 0.5m),
    ];

    private static readonly (int, decimal, decimal)[] MidBrackets =
    [
        (75, 10_000, 0.006m), (50, 80_000, 0.01m), (25, 800_000, 0.02m), (20, 1_600_000, 0.025m), (10, 4_000_000, 0.05m),
        (5, 8_000_000, 0.1m), (4, 10_000_000, 0.125m), (2, 20_000_000, 0.25m), (1, 30_000_000, 0.5m),
    ];

    private static readonly Row[] Rows =
    [
        new("BTC", "PoW", 0.10m, 0.001m, 556.80m, 4_529_764m, 1_000, 120, 50, 55_000, 90_000, 9_000_000, 60_000, 1, 2, 3, MajorBrackets, 1_569_398_400_000),
        new("ETH", "Layer-1", 0.01m, 0.001m, 39.86m, 306_177m, 10_000, 2_000, 20, 1_900, 4_300, 7_000_000, 40_000, 2, 2, 3, MajorBrackets, 1_569_398_400_000),
        new("SOL", "Layer-1", 0.01m, 0.01m, 0.42m, 6_857m, 1_000_000, 5_000, 5, 95, 240, 3_000_000, 25_000, 1, 4, 2, LargeBrackets, 1_600_070_400_000),
        new("BNB", "Layer-1", 0.01m, 0.01m, 6.6m, 100_000m, 100_000, 2_000, 5, 520, 1_150, 900_000, 18_000, 2, 3, 2, LargeBrackets, 1_581_206_400_000),
        new("XRP", "Layer-1", 0.0001m, 0.1m, 0.0143m, 100_000m, 10_000_000, 2_000_000, 5, 1.05m, 3.2m, 1_800_000, 20_000, 1, 4, 1, LargeBrackets, 1_578_268_800_000),
        new("DOGE", "Meme", 0.00001m, 1m, 0.00244m, 30m, 50_000_000, 30_000_000, 5, 0.09m, 0.36m, 1_200_000, 16_000, 1, 6, 0, LargeBrackets, 1_594_310_400_000),
        new("ADA", "Layer-1", 0.0001m, 1m, 0.0174m, 360m, 2_000_000, 300_000, 5, 0.34m, 1.15m, 500_000, 12_000, 1, 5, 0, MidBrackets, 1_580_428_800_000),
        new("AVAX", "Layer-1", 0.001m, 1m, 0.172m, 13_432m, 1_000_000, 5_000, 5, 13, 44, 450_000, 10_000, 1, 4, 0, MidBrackets, 1_600_848_000_000),
        new("LTC", "PoW", 0.01m, 0.001m, 3.61m, 100_000m, 10_000, 5_000, 20, 64, 155, 300_000, 10_000, 1, 2, 3, MidBrackets, 1_578_614_400_000),
        new("LINK", "Infrastructure", 0.001m, 0.01m, 0.316m, 4_700m, 200_000, 20_000, 20, 9.5m, 28, 450_000, 10_000, 1, 3, 2, MidBrackets, 1_579_219_200_000),
        new("DOT", "Layer-1", 0.001m, 0.1m, 0.172m, 10_000m, 2_000_000, 15_000, 5, 2.6m, 9, 220_000, 8_000, 1, 3, 1, MidBrackets, 1_598_313_600_000),
        new("TRX", "Layer-1", 0.00001m, 1m, 0.00132m, 100m, 10_000_000, 5_000_000, 5, 0.2m, 0.42m, 200_000, 9_000, 1, 5, 0, MidBrackets, 1_579_046_400_000),
        new("BCH", "PoW", 0.01m, 0.001m, 13.93m, 100_000m, 10_000, 850, 20, 340, 720, 200_000, 9_000, 2, 2, 3, MidBrackets, 1_576_540_800_000),
        new("UNI", "DeFi", 0.001m, 1m, 0.101m, 13_000m, 1_000_000, 10_000, 5, 4.6m, 15, 180_000, 7_000, 1, 4, 0, MidBrackets, 1_600_329_600_000),
        new("NEAR", "Layer-1", 0.001m, 1m, 0.075m, 2_000m, 1_000_000, 40_000, 5, 1.5m, 5, 180_000, 7_000, 1, 4, 0, MidBrackets, 1_602_662_400_000),
        new("ATOM", "Layer-1", 0.001m, 0.01m, 0.124m, 100_000m, 1_000_000, 10_000, 5, 2.7m, 8, 120_000, 6_000, 1, 3, 2, MidBrackets, 1_581_033_600_000),
        new("APT", "Layer-1", 0.001m, 0.1m, 0.1m, 2_000m, 2_000_000, 40_000, 5, 2.6m, 11, 130_000, 6_000, 1, 5, 1, MidBrackets, 1_666_224_000_000),
        new("ARB", "Layer-2", 0.0001m, 0.1m, 0.01m, 100m, 20_000_000, 200_000, 5, 0.22m, 0.9m, 150_000, 6_000, 1, 6, 1, MidBrackets, 1_679_529_600_000),
        new("OP", "Layer-2", 0.0001m, 0.1m, 0.01m, 200m, 8_000_000, 50_000, 5, 0.4m, 1.7m, 110_000, 6_000, 1, 7, 1, MidBrackets, 1_654_041_600_000),
        new("SUI", "Layer-1", 0.0001m, 0.1m, 0.01m, 500m, 10_000_000, 300_000, 5, 1.4m, 4.8m, 600_000, 10_000, 1, 6, 1, LargeBrackets, 1_683_072_000_000),
        new("FIL", "Storage", 0.001m, 0.1m, 0.109m, 5_000m, 1_000_000, 20_000, 5, 1.5m, 5.2m, 120_000, 6_000, 1, 3, 1, MidBrackets, 1_602_748_800_000),
        new("ETC", "PoW", 0.001m, 0.01m, 0.471m, 10_000m, 1_000_000, 10_000, 20, 13, 30, 100_000, 6_000, 1, 3, 2, MidBrackets, 1_579_132_800_000),
        new("INJ", "DeFi", 0.001m, 0.1m, 0.1m, 2_000m, 1_000_000, 15_000, 5, 6, 22, 90_000, 5_000, 1, 6, 1, MidBrackets, 1_660_521_600_000),
        new("AAVE", "DeFi", 0.01m, 0.1m, 4.83m, 54_000m, 10_000, 2_000, 5, 140, 360, 160_000, 8_000, 1, 3, 1, MidBrackets, 1_602_835_200_000),
    ];

    /// <summary>The most contracts that can be listed.</summary>
    public const int Most = 200;

    /// <summary>All named contracts, in the order of their index.</summary>
    public static ImmutableArray<MarketProfile> Default { get; } = [.. Rows.Select(Profile)];

    /// <summary>The first <paramref name="count"/> contracts; behind the named ones come made-up ones, SIM025USDT and so on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 1 to <see cref="Most"/>.</exception>
    public static ImmutableArray<MarketProfile> Generate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        return [.. Enumerable.Range(0, count).Select(index => Profile(index < Rows.Length ? Rows[index] : MadeUp(index), index))];
    }

    /// <summary>Named contracts in the given order; null when there is no such contract.</summary>
    public static ImmutableArray<MarketProfile>? Select(IReadOnlyList<string> symbols)
    {
        var rows = symbols.Select(symbol => Rows.FirstOrDefault(row => row.BaseAsset + "USDT" == symbol)).ToArray();
        return rows.Length == 0 || rows.Contains(null) || rows.Distinct().Count() < rows.Length ? null : [.. rows.Select((row, index) => Profile(row!, index))];
    }

    private static Row MadeUp(int index)
    {
        var middle = (decimal)Math.Round(Math.Pow(10, 4 * SeededNoise.Unit(77, 1, index) - 1), 2) + 0.1m;
        return new Row(
            string.Create(CultureInfo.InvariantCulture, $"SIM{index:000}"), "Made up", 0.0001m, 0.1m, 0.0001m, 1_000_000m, 10_000_000, 1_000_000, 5,
            middle * 0.7m, middle * 1.4m, 60_000, 4_000, 2, 4, 1, MidBrackets, 1_700_000_000_000);
    }

    /// <summary>The big three are quoted finely and often; the others cost less.</summary>
    private static MarketProfile Profile(Row row, int index) => new()
    {
        Contract = ContractOf(row, index),
        BaseAssetKind = row.Kind,
        LowestPrice = row.Low,
        HighestPrice = row.High,
        MinuteTurnover = row.MinuteTurnover,
        LevelNotional = row.LevelNotional,
        SpreadTicks = row.SpreadTicks,
        LevelsPerSide = row.MinuteTurnover >= 2_000_000 ? 25 : 24,
        StepsPerQuote = row.MinuteTurnover >= 2_000_000 ? 2 : 10,
        TradeChance = row.MinuteTurnover >= 2_000_000 ? 0.35 : 0.06,
    };

    private static Contract ContractOf(Row row, int index) => new()
    {
        Index = index,
        PricePrecision = row.PricePrecision,
        QuantityPrecision = row.QuantityPrecision,
        OnboardDate = row.OnboardDate,
        Brackets = BracketsOf(row.Brackets),
        Instrument = new Instrument
        {
            Symbol = Symbol.Parse(row.BaseAsset + "USDT"),
            BaseAsset = row.BaseAsset,
            QuoteAsset = "USDT",
            IsTrading = true,
            Price = new PriceRule(row.MinimumPrice, row.MaximumPrice, row.Tick),
            Lot = new LotRule(row.Step, row.MaximumQuantity, row.Step),
            MarketLot = new LotRule(row.Step, row.MaximumMarketQuantity, row.Step),
            MinimumNotional = row.MinimumNotional,
            PriceMultiplierUp = 1.05m,
            PriceMultiplierDown = 0.95m,
        },
    };

    private static ImmutableArray<LeverageBracket> BracketsOf((int Leverage, decimal Cap, decimal Rate)[] rows)
    {
        var brackets = ImmutableArray.CreateBuilder<LeverageBracket>(rows.Length);
        var (floor, rate, cumulative) = (0m, 0m, 0m);
        foreach (var row in rows)
        {
            if (brackets.Count > 0) cumulative += floor * (row.Rate - rate);
            brackets.Add(new LeverageBracket(brackets.Count + 1, row.Leverage, floor, row.Cap, row.Rate, cumulative));
            (floor, rate) = (row.Cap, row.Rate);
        }
        return brackets.MoveToImmutable();
    }
}
