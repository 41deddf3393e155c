using Spark.Contracts;
using Spark.Guardrails.Evidence;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>Evidence in the contract's words.</summary>
internal static class EvidenceViews
{
    private const string SlowExchange = "slowExchange";

    public static Evidence Evidence(Turn turn, Reviewed reviewed)
    {
        var symbol = reviewed.Decision.Intent.Symbol;
        return EvidenceBuilder.Build(reviewed.Decision.Intent, reviewed.Decision, new EvidenceInputs
        {
            Quote = reviewed.Quote,
            Position = turn.State.Reconciled ? turn.State.Exchange.PositionIn(symbol) : null,
            Instrument = turn.Context.Instrument(symbol),
            Leverage = turn.State.Exchange.LeverageOf(symbol),
        });
    }

    public static EvidenceView Of(Turn turn, Reviewed reviewed)
    {
        var evidence = Evidence(turn, reviewed);
        return new EvidenceView
        {
            RiskChecks = evidence.RiskChecks,
            Checks = [.. evidence.Checks.Select(Check)],
            Passed = evidence.Passed,
            MarkPrice = evidence.MarkPrice,
            Notional = evidence.Notional,
            EstimatedFillPrice = evidence.EstimatedFillPrice,
            SlippageBps = evidence.SlippageBps,
            EstimatedFee = evidence.EstimatedFee,
            PositionAfter = evidence.PositionAfter,
            MarginAfter = evidence.MarginAfter,
            Filters = evidence.Filters is { } f ? new FiltersView(f.TickSize, f.StepSize, f.MinQuantity, f.MaxQuantity, f.MinNotional) : null,
            Warnings = turn.Context.SlowExchange ? [SlowExchange] : null,
            MarketAt = reviewed.Quote is { MarkAt: { } mark, BookAt: { } book } ? (mark < book ? mark : book) : null,
        };
    }

    public static RiskCheckView Check(RiskCheck check) => new(check.Name, check.Passed, check.Limit, check.Observed)
    {
        Error = check.Passed ? null : check.Error,
        Message = check.Message,
    };
}
