using System.Text.Json.Serialization;

namespace Spark.Executor.Journal;

/// <summary>
/// One thing that happened on the account, as the journal keeps it. The ledger's state is the fold of these
/// (<see cref="Ledger.LedgerFold"/>), live and after a restart alike; some are there for the audit alone.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OrderIntended), OrderIntended.Kind)]
[JsonDerivedType(typeof(OrderReported), OrderReported.Kind)]
[JsonDerivedType(typeof(OrderRejected), OrderRejected.Kind)]
[JsonDerivedType(typeof(OrderAnswerLost), OrderAnswerLost.Kind)]
[JsonDerivedType(typeof(OrderProvedAbsent), OrderProvedAbsent.Kind)]
[JsonDerivedType(typeof(OrderTriggered), OrderTriggered.Kind)]
[JsonDerivedType(typeof(OrderForgotten), OrderForgotten.Kind)]
[JsonDerivedType(typeof(PositionMismatched), PositionMismatched.Kind)]
[JsonDerivedType(typeof(AutomaticAction), AutomaticAction.Kind)]
[JsonDerivedType(typeof(OrderNotSent), OrderNotSent.Kind)]
[JsonDerivedType(typeof(OrderAdopted), OrderAdopted.Kind)]
[JsonDerivedType(typeof(OrderAnomaly), OrderAnomaly.Kind)]
[JsonDerivedType(typeof(FillRecorded), FillRecorded.Kind)]
[JsonDerivedType(typeof(RiskRefused), RiskRefused.Kind)]
[JsonDerivedType(typeof(OrderDryRun), OrderDryRun.Kind)]
[JsonDerivedType(typeof(ActionRefused), ActionRefused.Kind)]
[JsonDerivedType(typeof(ActionProposed), ActionProposed.Kind)]
[JsonDerivedType(typeof(ActionCarried), ActionCarried.Kind)]
[JsonDerivedType(typeof(ActionAnswered), ActionAnswered.Kind)]
[JsonDerivedType(typeof(CancelRequested), CancelRequested.Kind)]
[JsonDerivedType(typeof(CancelAnswered), CancelAnswered.Kind)]
[JsonDerivedType(typeof(LeverageRequested), LeverageRequested.Kind)]
[JsonDerivedType(typeof(LeverageAnswered), LeverageAnswered.Kind)]
[JsonDerivedType(typeof(CanaryRan), CanaryRan.Kind)]
[JsonDerivedType(typeof(CanaryMoved), CanaryMoved.Kind)]
[JsonDerivedType(typeof(CanaryBreached), CanaryBreached.Kind)]
[JsonDerivedType(typeof(BreakerChanged), BreakerChanged.Kind)]
[JsonDerivedType(typeof(PnlRecorded), PnlRecorded.Kind)]
[JsonDerivedType(typeof(DayOpened), DayOpened.Kind)]
[JsonDerivedType(typeof(TransferSeen), TransferSeen.Kind)]
[JsonDerivedType(typeof(TransferConfirmed), TransferConfirmed.Kind)]
[JsonDerivedType(typeof(SettingsInForce), SettingsInForce.Kind)]
[JsonDerivedType(typeof(GuardrailActed), GuardrailActed.Kind)]
[JsonDerivedType(typeof(GuardrailRulesInForce), GuardrailRulesInForce.Kind)]
[JsonDerivedType(typeof(Reconciled), Reconciled.Kind)]
public abstract record JournalEntry
{
    private protected JournalEntry()
    {
    }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who caused it: a principal (<c>person:local</c>, <c>agent:copilot</c>), <c>exchange</c> or <c>spark</c>.</summary>
    public required string Actor { get; init; }
}
