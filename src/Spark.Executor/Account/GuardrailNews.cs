using Spark.Contracts;
using Spark.Executor.Automation;
using Spark.Executor.Journal;
using Spark.Executor.Notifications;
using Spark.Guardrails.Automation;
using Spark.Guardrails.Breaker;

namespace Spark.Executor.Account;

/// <summary>What the account does with an automatic action: the receipt is durable first, then it is told, then it acts.</summary>
internal static class GuardrailNews
{
    public static void Decided(Turn turn, GuardrailReceipt receipt)
    {
        var (cause, effect) = (GuardrailTexts.Cause(receipt), GuardrailTexts.Effect(receipt));
        turn.Record(new GuardrailActed(receipt, cause, effect) { At = turn.Now, Actor = Actors.Spark });
        turn.Do(new Effect.Publish(HubEvents.Guardrail, View(new GuardrailActed(receipt, cause, effect) { At = turn.Now, Actor = Actors.Spark })));
        if (receipt is { Verdict: GuardrailVerdict.Act, Rule.Action: GuardrailAction.OpenCircuitBreaker }) Breakers.OpenFor(turn, BreakerReasonKind.ErrorRate, cause);
        if (receipt.Notification != Notification.None) turn.Do(new Effect.Alert(new AlertEvent(CodeOf(receipt), Severities.Warning, $"{cause}: {effect}.", turn.Now)));
    }

    public static AutomaticActionView View(GuardrailActed acted) => new(acted.Receipt.Rule.Action.ToWord(), acted.Cause, acted.At)
    {
        Id = acted.Receipt.Id,
        Rule = acted.Receipt.Rule.Name,
        Verdict = acted.Receipt.Verdict switch { GuardrailVerdict.Act => "acted", GuardrailVerdict.Release => "released", _ => "noData" },
        Signal = acted.Receipt.Rule.Signal.ToWord(),
        Value = acted.Receipt.Reading.Value,
        Threshold = acted.Receipt.Rule.Threshold,
        Samples = acted.Receipt.Reading.Samples,
        Notification = acted.Receipt.Notification.ToWord(),
        Effect = acted.Effect,
    };

    // An opened breaker pages by itself; this tells the channel what it was opened on.
    private static string CodeOf(GuardrailReceipt receipt) => receipt.Verdict switch
    {
        GuardrailVerdict.NoData => "SignalMissing",
        GuardrailVerdict.Release => "GuardrailReleased",
        _ => "GuardrailActed",
    };
}
