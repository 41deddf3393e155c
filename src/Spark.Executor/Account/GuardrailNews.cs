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
        var acted = new GuardrailActed(receipt, cause.En, effect.En) { At = turn.Now, Actor = Actors.Spark };
        turn.Record(acted);
        turn.Do(new Effect.Publish(HubEvents.Guardrail, View(acted)));
        var severity = SeverityOf(receipt.Notification);
        var opens = receipt is { Verdict: GuardrailVerdict.Act, Rule.Action: GuardrailAction.OpenCircuitBreaker } && Breakers.OpenFor(turn, BreakerReasonKind.ErrorRate, cause, severity);
        if (severity is not null) turn.Do(new Effect.Alert(Alerts.Guardrail(receipt, cause, effect, opens ? Severities.Warning : severity)));
    }

    /// <summary>Records the rules that are in force, and what is different about them.</summary>
    public static void RulesRead(Turn turn, AccountMessage.RulesRead message) => turn.Record(
        new GuardrailRulesInForce(message.Rules, message.Before) { At = turn.Now, Actor = Actors.OfFile(message.File) });

    // The rule says who is told. An opened breaker pages by itself; the channel is told what it was opened on.
    private static string? SeverityOf(Notification notification) => notification switch
    {
        Notification.None => null,
        Notification.PageOnCallEngineer => Severities.Critical,
        _ => Severities.Warning,
    };

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
}
