using System.Globalization;
using Spark.Executor.Automation;
using Spark.Executor.Journal;
using Spark.Executor.Metrics;
using Spark.Executor.Hub;
using Spark.Contracts;
using Spark.Domain.Orders;
using Spark.Guardrails.Automation;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Account;

/// <summary>Tells operators what the journal has taken in: metrics, and log lines under the categories that they grep for.</summary>
internal sealed partial class EntryLog(ExecutorMetrics metrics, HubPublisher hub, ILoggerFactory logs)
{
    private readonly ILogger _risk = logs.CreateLogger("RiskGate");
    private readonly ILogger _orders = logs.CreateLogger("Spark.Orders");

    /// <summary>Counts it.</summary>
    public void Count(JournalEntry entry)
    {
        switch (entry)
        {
            case RiskRefused refused:
                metrics.RiskRejections(refused.Check).Inc();
                metrics.Rejects("risk").Inc();
                break;
            case ActionRefused { Check: { } check }:
                metrics.RiskRejections(check).Inc();
                break;
            case OrderRejected rejected:
                metrics.Rejects(ExchangeFailures.IsFailure(rejected.Code) ? "exchange" : "race").Inc();
                break;
            case OrderNotSent notSent:
                metrics.Rejects(notSent.HeldBack ? "heldBack" : "notSent").Inc();
                break;
            case OrderAnswerLost:
                metrics.Rejects("unknown").Inc();
                break;
            case GuardrailActed { Receipt: { Verdict: GuardrailVerdict.Act } receipt }:
                metrics.GuardrailActions(receipt.Rule.Action.ToWord(), receipt.Notification.ToWord()).Inc();
                break;
            case CanaryMoved moved when EndOf(moved.Happened) is { } outcome:
                metrics.Canaries(outcome).Inc();
                break;
            case PositionMismatched:
                metrics.Mismatches.Inc();
                break;
        }
    }

    /// <summary>Writes its line, where it has one.</summary>
    public void Tell(JournalEntry entry)
    {
        switch (entry)
        {
            case RiskRefused refused:
                Refused(refused);
                break;
            case ActionRefused { Check: not null } refused:
                LogSettingRefused(_risk, refused.Error, refused.Path, refused.Message, refused.Actor);
                break;
            case OrderIntended intended:
                LogIntended(_orders, intended.Intent.ClientOrderId.Value, OrderViews.Summary(intended.Intent), intended.Actor);
                break;
            case OrderReported { Source: "answer" } reported:
                LogReported(_orders, reported.ClientOrderId.Value, reported.OrderId, reported.Status.ToWord());
                break;
            case OrderRejected rejected:
                LogRejected(_orders, rejected.ClientOrderId.Value, rejected.Code, rejected.Message);
                break;
            case OrderNotSent notSent:
                LogNotSent(_orders, notSent.ClientOrderId.Value, notSent.Why);
                break;
            case OrderAnswerLost lost:
                LogLost(_orders, lost.ClientOrderId.Value, lost.Why);
                break;
            case OrderAnomaly anomaly:
                LogAnomaly(_orders, anomaly.ClientOrderId.Value, anomaly.State, anomaly.Happened);
                break;
            case BreakerChanged changed:
                LogBreaker(_risk, changed.Breaker.Open ? "open" : "closed", changed.Cause, changed.Actor);
                break;
            case GuardrailActed { Receipt: { Verdict: GuardrailVerdict.Act } receipt } acted:
                LogGuardrail(_risk, receipt.Rule.Name, acted.Cause, acted.Effect);
                break;
            case GuardrailRulesInForce { Before: not null } rules:
                LogRules(_risk, rules.Actor, string.Join("; ", rules.Changes.DefaultIfEmpty("nothing in them")));
                break;
            case CanaryMoved moved when EndOf(moved.Happened) is { } outcome:
                LogCanary(_orders, moved.CanaryId, outcome, moved.Outcome ?? "");
                break;
            case CanaryBreached breached:
                LogBreached(_orders, breached.CanaryId, breached.Breach.Message);
                break;
            case PnlRecorded drill:
                LogDrill(_risk, drill.Pnl, drill.Actor);
                break;
        }
    }

    private static string? EndOf(CanaryEvent happened) => happened switch
    {
        CanaryEvent.Pass => CanaryViews.StateWord(CanaryState.Passed),
        CanaryEvent.RollBack => CanaryViews.StateWord(CanaryState.RolledBack),
        CanaryEvent.Expire => CanaryViews.StateWord(CanaryState.Expired),
        CanaryEvent.Reject => CanaryViews.StateWord(CanaryState.Rejected),
        CanaryEvent.Supersede => CanaryViews.StateWord(CanaryState.Superseded),
        _ => null,
    };

    private void Refused(RiskRefused refused)
    {
        var first = refused.Failures[0];
        var text = string.Create(CultureInfo.InvariantCulture, $"limit {first.Limit}, observed {first.Observed}");
        LogRefused(_risk, refused.Error, OrderViews.Summary(refused.Intent), text, refused.Actor);
        hub.Publish(HubEvents.Risk, new RiskRefusedEvent(refused.Intent.Symbol.Value, refused.Intent.Side.ToWord(), refused.Check, refused.Error,
            first.Limit, first.Observed, refused.At));
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "[RiskGate] {Error}: {Order} refused ({Numbers}) for {Actor}")]
    private static partial void LogRefused(ILogger log, string error, string order, string numbers, string actor);

    [LoggerMessage(EventId = 2105, Level = LogLevel.Warning, Message = "[RiskGate] {Error}: {Path} refused ({Text}) for {Actor}")]
    private static partial void LogSettingRefused(ILogger log, string error, string path, string text, string actor);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "[RiskGate] circuit breaker {State}: {Cause} ({Actor})")]
    private static partial void LogBreaker(ILogger log, string state, string cause, string actor);

    [LoggerMessage(EventId = 2103, Level = LogLevel.Warning, Message = "[RiskGate] PnL drill of {Pnl} USDT recorded by {Actor}")]
    private static partial void LogDrill(ILogger log, decimal pnl, string actor);

    [LoggerMessage(EventId = 2104, Level = LogLevel.Warning, Message = "[RiskGate] guardrail {Rule}: {Cause}; {Effect}")]
    private static partial void LogGuardrail(ILogger log, string rule, string cause, string effect);

    [LoggerMessage(EventId = 2106, Level = LogLevel.Warning, Message = "[RiskGate] the rules of automatic actions were changed by {Actor}: {Changes}")]
    private static partial void LogRules(ILogger log, string actor, string changes);

    [LoggerMessage(EventId = 2111, Level = LogLevel.Information, Message = "Order {ClientOrderId} goes out: {Order} for {Actor}")]
    private static partial void LogIntended(ILogger log, string clientOrderId, string order, string actor);

    [LoggerMessage(EventId = 2112, Level = LogLevel.Information, Message = "Order {ClientOrderId} is {OrderId} on the exchange: {Status}")]
    private static partial void LogReported(ILogger log, string clientOrderId, long orderId, string status);

    [LoggerMessage(EventId = 2113, Level = LogLevel.Warning, Message = "Order {ClientOrderId} was refused by the exchange: {Code} {Text}")]
    private static partial void LogRejected(ILogger log, string clientOrderId, int code, string text);

    [LoggerMessage(EventId = 2114, Level = LogLevel.Warning, Message = "Order {ClientOrderId} was not sent: {Why}")]
    private static partial void LogNotSent(ILogger log, string clientOrderId, string why);

    [LoggerMessage(EventId = 2115, Level = LogLevel.Error, Message = "Order {ClientOrderId} is of unknown outcome: {Why}")]
    private static partial void LogLost(ILogger log, string clientOrderId, string why);

    [LoggerMessage(EventId = 2117, Level = LogLevel.Information, Message = "Canary {CanaryId} is {Outcome}: {Why}")]
    private static partial void LogCanary(ILogger log, string canaryId, string outcome, string why);

    [LoggerMessage(EventId = 2118, Level = LogLevel.Warning, Message = "Canary {CanaryId} broke a bound and is taken back: {Why}")]
    private static partial void LogBreached(ILogger log, string canaryId, string why);

    [LoggerMessage(EventId = 2116, Level = LogLevel.Error, Message = "Order {ClientOrderId} contradicts what is known: {State} met {Happened}")]
    private static partial void LogAnomaly(ILogger log, string clientOrderId, string state, string happened);
}
