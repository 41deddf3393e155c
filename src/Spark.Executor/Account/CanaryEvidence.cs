using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Evidence;

namespace Spark.Executor.Account;

/// <summary>The evidence of a canary: what is known, where each item comes from and of when it is, and what is missing.</summary>
internal static class CanaryEvidence
{
    private const string Rest = "rest", Stream = "stream";

    public static Evidence Of(Turn turn, Reviewed reviewed, CanaryFacts facts, OrderTest? test)
    {
        var intent = reviewed.Decision.Intent;
        var exchange = turn.State.Exchange;
        var evidence = EvidenceBuilder.Build(intent, reviewed.Decision, new EvidenceInputs
        {
            Quote = reviewed.Quote,
            Position = turn.State.Reconciled ? exchange.PositionIn(intent.Symbol) : null,
            Instrument = turn.Context.Instrument(intent.Symbol),
            Leverage = exchange.Leverage.TryGetValue(intent.Symbol, out var leverage) ? leverage : null,
            TakerFee = facts.Fees?.Taker,
            MakerFee = facts.Fees?.Maker,
            Tiers = facts.Tiers,
        });
        return evidence with
        {
            Passed = evidence.Passed && test is not { Passed: false },
            OrderTest = test,
            Sources = [.. SourcesOf(turn, reviewed, facts, test is { Code: not null } or { Passed: true })],
        };
    }

    private static IEnumerable<EvidenceSource> SourcesOf(Turn turn, Reviewed reviewed, CanaryFacts facts, bool tested)
    {
        var (quote, intent, exchange) = (reviewed.Quote, reviewed.Decision.Intent, turn.State.Exchange);
        yield return Item("markPrice", quote.MarkByRest ? Rest : Stream, quote.MarkPrice is null ? null : quote.MarkAt);
        yield return Item("book", quote.BookByRest ? Rest : Stream, quote.BookAt);
        // The levels that are shown don't reach as far as the order: its fill price is a guess from there on.
        if (Depth(quote, intent.Side) < intent.Quantity) yield return Item("bookDepth", null, null);
        yield return Item("filters", Rest, turn.Context.Instrument(intent.Symbol) is null ? null : turn.Context.InstrumentsAt);
        yield return Item("position", exchange.Source, turn.State.Reconciled ? exchange.AsOf : null);
        yield return Item("leverage", exchange.Source, exchange.Leverage.ContainsKey(intent.Symbol) ? exchange.AsOf : null);
        yield return Item("fees", Rest, facts.FeesAt);
        yield return Item("leverageBracket", Rest, facts.TiersAt);
        yield return Item("exchangeTest", Rest, tested ? facts.TestedAt : null);
    }

    private static EvidenceSource Item(string item, string? source, DateTimeOffset? asOf) => new(item, asOf is null ? null : source, asOf);

    private static decimal Depth(Quote quote, Side side) => BookWalk.LevelsFor(quote, side).Sum(level => level.Quantity);
}
