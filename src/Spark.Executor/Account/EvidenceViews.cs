using System.Collections.Immutable;
using Spark.Contracts;
using Spark.Guardrails.Evidence;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>Evidence in the contract's words.</summary>
internal static class EvidenceViews
{
    public const string SlowExchange = "slowExchange";

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

    public static EvidenceView Of(Turn turn, Reviewed reviewed) => Of(Evidence(turn, reviewed),
        reviewed.Quote is { MarkAt: { } mark, BookAt: { } book } ? (mark < book ? mark : book) : null, turn.Context.SlowExchange);

    /// <summary>Evidence as it was kept.</summary>
    public static EvidenceView Of(Evidence evidence) => Of(evidence, marketAt: null, slow: false);

    public static RiskCheckView Check(RiskCheck check) => new(check.Name, check.Passed, check.Limit, check.Observed)
    {
        Error = check.Passed ? null : check.Error,
        Message = check.Message,
        Fault = check.Fault,
    };

    private static EvidenceView Of(Evidence evidence, DateTimeOffset? marketAt, bool slow)
    {
        IReadOnlyList<EvidenceSource>? sources = evidence.Sources.IsDefaultOrEmpty ? null : evidence.Sources;
        return new EvidenceView
        {
            RiskChecks = evidence.RiskChecks,
            Checks = Checks(evidence.Checks),
            Passed = evidence.Passed,
            MarkPrice = evidence.MarkPrice,
            Notional = evidence.Notional,
            EstimatedFillPrice = evidence.EstimatedFillPrice,
            SlippageBps = evidence.SlippageBps,
            EstimatedFee = evidence.EstimatedFee,
            PositionBefore = evidence.PositionBefore,
            PositionAfter = evidence.PositionAfter,
            MarginBefore = evidence.MarginBefore,
            MarginAfter = evidence.MarginAfter,
            Filters = evidence.Filters is { } f ? new FiltersView(f.TickSize, f.StepSize, f.MinQuantity, f.MaxQuantity, f.MinNotional) : null,
            ExchangeTest = evidence.OrderTest is { } test ? new ExchangeTestView(test.Passed, test.Code, test.Message) : null,
            Leverage = sources is null ? null : evidence.Leverage,
            LeverageBracket = evidence.Tier is { } tier ? new LeverageBracketView(tier.Number, tier.MaximumLeverage, tier.Cap, tier.MaintenanceRatio, evidence.MaintenanceMargin) : null,
            Sources = sources?.Select(source => new EvidenceSourceView(source.Item, source.Source, source.AsOf)).ToArray(),
            Missing = sources?.Where(source => source.AsOf is null).Select(source => source.Item).ToArray(),
            MarketAt = marketAt ?? sources?.Where(source => source.Item is "markPrice" or "book").Min(source => source.AsOf),
            Warnings = slow ? [SlowExchange] : null,
        };
    }

    private static RiskCheckView[] Checks(ImmutableArray<RiskCheck> checks)
    {
        var views = new RiskCheckView[checks.Length];
        for (var i = 0; i < views.Length; i++) views[i] = Check(checks[i]);
        return views;
    }
}
