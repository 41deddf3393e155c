using System.Collections.Immutable;
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

    private static readonly Row[] Rows =
    [
        new("BTC", "PoW", 0.10m, 0.001m, 556.80m, 4_529_764m, 1_000, 120, 50, 55_000, 90_000, 9_000_000, 60_000, 1, 2, 3, MajorBrackets, 1_569_398_400_000),
        new("ETH", "Layer-1", 0.01m, 0.001m, 39.86m, 306_177m, 10_000, 2_000, 20, 1_900, 4_300, 7_000_000, 40_000, 2, 2, 3, MajorBrackets, 1_569_398_400_000),
        new("SOL", "Layer-1", 0.01m, 0.01m, 0.42m, 6_857m, 1_000_000, 5_000, 5, 95, 240, 3_000_000, 25_000, 1, 4, 2, LargeBrackets, 1_600_070_400_000),
    ];

    /// <summary>All listed contracts, in the order of their index.</summary>
    public static ImmutableArray<MarketProfile> Default { get; } = [.. Rows.Select(Profile)];

    private static MarketProfile Profile(Row row, int index) => new()
    {
        Contract = ContractOf(row, index),
        BaseAssetKind = row.Kind,
        LowestPrice = row.Low,
        HighestPrice = row.High,
        MinuteTurnover = row.MinuteTurnover,
        LevelNotional = row.LevelNotional,
        SpreadTicks = row.SpreadTicks,
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
