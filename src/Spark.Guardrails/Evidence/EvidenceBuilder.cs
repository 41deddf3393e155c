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
        return new Evidence
        {
            RiskChecks = RiskGate.CheckNames,
            Checks = decision.Checks,
            Passed = decision.Passed,
            MarkPrice = mark,
            Notional = OrderPricing.HighestPrice(intent, mark) is { } price ? Amount.Multiply(intent.Quantity, price) : null,
            EstimatedFillPrice = fill.Price,
            SlippageBps = intent.Type.IsConditional() ? null : SlippageBps(intent.Side, fill.Price, inputs.Quote),
            EstimatedFee = fill.Price is { } at ? Amount.Multiply(Amount.Multiply(intent.Quantity, at), fill.Takes ? inputs.TakerFee : inputs.MakerFee) : null,
            PositionAfter = after,
            MarginAfter = MarginAfter(after, mark, inputs.Leverage),
            Filters = inputs.Instrument is { } instrument ? InstrumentFilters.Of(instrument, intent.Type) : null,
        };
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

    private static decimal? MarginAfter(decimal? positionAfter, decimal? mark, int? leverage) =>
        positionAfter is { } after && mark is { } price && leverage is { } times and > 0 ? Amount.Multiply(Math.Abs(after), price) / times : null;
}
