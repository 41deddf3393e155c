using System.Collections.Immutable;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Risk;

namespace Spark.Guardrails.Evidence;

/// <summary>Puts together what a person sees before confirming.</summary>
public static class EvidenceBuilder
{
    public static Evidence Build(OrderIntent intent, in GateDecision decision, EvidenceInputs inputs)
    {
        var fill = FillEstimate.Of(intent, inputs.Quote);
        var mark = inputs.Quote?.MarkPrice;
        var after = PositionAfter(intent, inputs);
        var notionalAfter = after is { } position && mark is { } at ? Amount.Multiply(Math.Abs(position), at) : (decimal?)null;
        var tier = inputs.Tiers.IsEmpty || notionalAfter is not { } size ? null : TierOf(inputs.Tiers, size);
        return new Evidence
        {
            RiskChecks = RiskGate.CheckNames,
            Checks = decision.Checks,
            Passed = decision.Passed,
            MarkPrice = mark,
            Notional = OrderPricing.HighestPrice(intent, mark) is { } price ? Amount.Multiply(intent.Quantity, price) : null,
            EstimatedFillPrice = fill.Price,
            SlippageBps = intent.Type.IsConditional() ? null : SlippageBps(intent.Side, fill.Price, inputs.Quote),
            EstimatedFee = fill.Price is { } paid && (fill.Takes ? inputs.TakerFee : inputs.MakerFee) is { } fee ? Amount.Multiply(Amount.Multiply(intent.Quantity, paid), fee) : null,
            PositionBefore = inputs.Position?.Quantity,
            PositionAfter = after,
            MarginBefore = MarginOf(inputs.Position?.Quantity, mark, inputs.Leverage),
            MarginAfter = MarginOf(after, mark, inputs.Leverage),
            Takes = fill.Takes && TakesWhole(intent, inputs.Quote),
            Leverage = inputs.Leverage,
            Tier = tier,
            MaintenanceMargin = tier is null ? null : Math.Max(0, (notionalAfter!.Value * tier.MaintenanceRatio) - tier.CumulativeAmount),
            Filters = inputs.Instrument is { } instrument ? InstrumentFilters.Of(instrument, intent.Type) : null,
        };
    }

    private static LeverageTier? TierOf(ImmutableArray<LeverageTier> tiers, decimal notional) => tiers.LastOrDefault(tier => tier.Floor <= notional);

    /// <summary>A limit that crosses takes no more than the book holds up to its price; what waits for a trigger takes nothing yet.</summary>
    private static bool TakesWhole(OrderIntent intent, Quote? quote)
    {
        if (intent.Type == OrderType.Market) return true;
        if (intent.Type != OrderType.Limit || quote is null) return false;
        var within = 0m;
        foreach (var level in BookWalk.LevelsFor(quote, intent.Side))
        {
            if (intent.Side == Side.Buy ? level.Price <= intent.Price : level.Price >= intent.Price) within = Amount.Add(within, level.Quantity);
        }
        return within >= intent.Quantity;
    }

    private static decimal? SlippageBps(Side side, decimal? fillPrice, Quote? quote)
    {
        if (fillPrice is not { } fill || quote is not { Bids: [var bid, ..], Asks: [var ask, ..] }) return null;
        var mid = (bid.Price + ask.Price) / 2;
        return mid <= 0 ? null : decimal.Round(side.Sign() * (fill - mid) / mid * 10_000, 4);
    }

    /// <summary>The exchange clips a reduce-only order at the position.</summary>
    private static decimal? PositionAfter(OrderIntent intent, EvidenceInputs inputs)
    {
        if (inputs.Position is not { } position) return null;
        var after = Amount.Add(position.Quantity, intent.SignedQuantity);
        if (!intent.ReduceOnly) return after;
        if (Math.Sign(position.Quantity) == intent.Side.Sign()) return position.Quantity;
        return Math.Sign(after) == Math.Sign(position.Quantity) ? after : 0;
    }

    private static decimal? MarginOf(decimal? position, decimal? mark, int? leverage) =>
        position is { } held && mark is { } price && leverage is { } times and > 0 ? Amount.Multiply(Math.Abs(held), price) / times : null;
}
