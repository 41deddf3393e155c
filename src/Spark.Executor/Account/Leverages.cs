using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Executor.Journal;
using Spark.Guardrails;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>leverage.set: held to the limit first, then simulated, proposed to a person, or set on the exchange.</summary>
internal static class Leverages
{
    public static void Set(Turn turn, Asked asked, ActionRequest.SetLeverage request)
    {
        var check = RiskGate.ReviewLeverage(request.Leverage, turn.Context.Limits);
        if (IsRefused(turn, asked, request, check)) return;
        if (asked.Action.DryRun)
        {
            turn.ReplyNow(asked.Ticket, StatusCodes.Status200OK,
                new LeverageResponse { DryRun = true, Simulated = true, Would = [View(turn, request.Symbol, request.Leverage)], Timestamp = turn.Now });
        }
        else if (asked.MustConfirm is not null) Confirming.Propose(turn, asked, new ProposalContent(Summary(turn, request)) { Evidence = EvidenceOf(turn, request, check) });
        else Send(turn, asked, request);
    }

    /// <summary>What it would change.</summary>
    public static LeverageView View(Turn turn, Symbol symbol, int to)
    {
        var from = FromOf(turn, symbol);
        var notional = turn.State.Exchange.PositionIn(symbol) is { IsFlat: false } position && turn.Context.Quote(symbol)?.MarkPrice is { } mark ? position.NotionalAt(mark) : (decimal?)null;
        return new LeverageView { Symbol = symbol.Value, From = from, To = to, MarginBefore = notional / from, MarginAfter = notional / to };
    }

    /// <summary>The exchange has answered, or hasn't.</summary>
    public static void Answered(Turn turn, AccountMessage.LeverageSet message)
    {
        if (!turn.State.Leverages.TryGetValue(message.Key, out var pending)) return;
        turn.State = turn.State with { Leverages = turn.State.Leverages.Remove(message.Key) };
        var (status, body) = message.Result switch
        {
            ExchangeResult<SymbolSettings>.Ok ok => Done(turn, pending, ok.Value.Leverage),
            ExchangeResult<SymbolSettings>.Refused refused => Refused(turn, pending, refused),
            ExchangeResult<SymbolSettings>.Unreachable unreachable => Unknown(turn, pending, unreachable.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        turn.Answer(pending.Ticket, message.Key, status, body);
    }

    private static bool IsRefused(Turn turn, Asked asked, ActionRequest.SetLeverage request, RiskCheck check)
    {
        ErrorResponse? refusal = (turn.Context.Limits.AllowedSymbols, turn.Context.Instrument(request.Symbol)) switch
        {
            ({ } allowed, _) when !allowed.Contains(request.Symbol) => new ErrorResponse(ErrorCodes.SymbolNotAllowed, $"symbol {request.Symbol} is not in FUTURES_SYMBOLS.") { Check = "symbolAllowed" },
            (_, null) => new ErrorResponse(ErrorCodes.SymbolNotAllowed, $"symbol '{request.Symbol}' is not traded on this exchange.") { Check = "symbolAllowed" },
            _ when !check.Passed => new ErrorResponse(check.Error, check.Message!) { Check = check.Name, Limit = check.Limit, Observed = check.Observed, Failures = [EvidenceViews.Check(check)] },
            _ => null,
        };
        if (refusal is not null) Refusals.ByCheck(turn, asked, refusal);
        else if (!turn.State.JournalHealthy && !asked.Action.DryRun)
        {
            Refusals.With(turn, asked, StatusCodes.Status503ServiceUnavailable, new ErrorResponse("JournalUnavailable", "The journal can't be written, so no setting is changed."));
            return true;
        }
        return refusal is not null;
    }

    private static void Send(Turn turn, Asked asked, ActionRequest.SetLeverage request)
    {
        var from = FromOf(turn, request.Symbol);
        Confirming.Carried(turn, asked);
        turn.Record(new LeverageRequested(request.Symbol, from, request.Leverage) { At = turn.Now, Actor = asked.Actor, ConfirmedBy = asked.Confirmer });
        turn.State = turn.State with { Leverages = turn.State.Leverages.SetItem(asked.OutcomeKey, new PendingLeverage(asked.Ticket, request.Symbol, from, request.Leverage)) };
        turn.Do(new Effect.SetLeverage(asked.OutcomeKey, request.Symbol, request.Leverage));
    }

    private static (int, SparkResponse) Done(Turn turn, PendingLeverage pending, int leverage)
    {
        var view = View(turn, pending.Symbol, leverage);
        Note(turn, pending, "set", null);
        turn.State = turn.State with { Exchange = turn.State.Exchange with { Leverage = turn.State.Exchange.Leverage.SetItem(pending.Symbol, leverage) } };
        return (StatusCodes.Status200OK, new LeverageResponse { Ok = true, DryRun = false, Leverage = view with { From = pending.From }, Timestamp = turn.Now });
    }

    private static (int, SparkResponse) Refused(Turn turn, PendingLeverage pending, ExchangeResult<SymbolSettings>.Refused refused)
    {
        Note(turn, pending, "refused", refused.Error.Message);
        return (StatusCodes.Status502BadGateway, new ErrorResponse("ExchangeRejected", $"The exchange refused the leverage: {refused.Error.Message}")
        {
            Exchange = new ExchangeAnswerView(refused.Error.Code ?? 0, refused.Error.Message),
            Timestamp = turn.Now,
        });
    }

    private static (int, SparkResponse) Unknown(Turn turn, PendingLeverage pending, string why)
    {
        Note(turn, pending, "unknown", why);
        turn.Do(new Effect.Reconcile("a leverage's outcome is unknown"));
        return (StatusCodes.Status503ServiceUnavailable, new ErrorResponse("ExecutionUnknown",
            $"The exchange's answer was lost: the leverage of {pending.Symbol} may or may not be {pending.To} now. The account is being read; setting it again does no harm.") { Timestamp = turn.Now });
    }

    private static void Note(Turn turn, PendingLeverage pending, string result, string? detail) =>
        turn.Record(new LeverageAnswered(pending.Symbol, pending.To, result, detail) { At = turn.Now, Actor = Actors.Exchange });

    private static int? FromOf(Turn turn, Symbol symbol) => turn.State.Exchange.Leverage.TryGetValue(symbol, out var known) ? known : null;

    private static string Summary(Turn turn, ActionRequest.SetLeverage request) => FromOf(turn, request.Symbol) is { } from
        ? $"Set the leverage of {request.Symbol} from {from} to {request.Leverage}" : $"Set the leverage of {request.Symbol} to {request.Leverage}";

    private static EvidenceView EvidenceOf(Turn turn, ActionRequest.SetLeverage request, RiskCheck check) => new()
    {
        RiskChecks = [check.Name],
        Checks = [EvidenceViews.Check(check)],
        Passed = check.Passed,
        MarkPrice = turn.Context.Quote(request.Symbol)?.MarkPrice,
        MarginBefore = View(turn, request.Symbol, request.Leverage).MarginBefore,
        MarginAfter = View(turn, request.Symbol, request.Leverage).MarginAfter,
    };
}
