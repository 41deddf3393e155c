using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Streams.User;
using Spark.Domain.Accounts;
using Spark.Domain.Orders;
using Spark.Contracts;
using Spark.Executor.Journal;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>What can reach the account's mailbox; a closed set.</summary>
internal abstract record AccountMessage
{
    private AccountMessage()
    {
    }

    /// <summary>The trace that it belongs to. Decisions don't look at it.</summary>
    public System.Diagnostics.ActivityContext Trace { get; init; }

    /// <summary>An action that somebody asks for.</summary>
    public sealed record Ask(AccountRequest Request) : AccountMessage;

    /// <summary>Something that isn't the account's own to carry out claims an idempotency key.</summary>
    public sealed record Claim(long Ticket, ValidatedAction Action, Principal Principal, string Key, string OutcomeKey) : AccountMessage;

    /// <summary>What was claimed is done.</summary>
    public sealed record Finished(string OutcomeKey, int Status, SparkResponse Body) : AccountMessage;

    /// <summary>The confirmation page carries out a pending proposal.</summary>
    public sealed record Confirm(string ProposalId, string Confirmer, long Ticket) : AccountMessage;

    /// <summary>The exchange answered a place request, or didn't.</summary>
    public sealed record OrderAnswered(ClientOrderId Id, PlaceResult Result, long WindowEnds) : AccountMessage
    {
        /// <summary>The algo service's own words of an order that it accepted.</summary>
        public AlgoOrderReport? Algo { get; init; }
    }

    /// <summary>The exchange answered a cancel, or didn't.</summary>
    public sealed record CancelAnswered(Effect.Cancel Of, CancelResult Result) : AccountMessage;

    /// <summary>The algo service answered a cancel, or didn't.</summary>
    public sealed record AlgoCancelAnswered(Effect.Cancel Of, AlgoCancelResult Result) : AccountMessage;

    /// <summary>The exchange has set a leverage, or hasn't, or nobody knows.</summary>
    public sealed record LeverageSet(string Key, ExchangeResult<SymbolSettings> Result) : AccountMessage;

    /// <summary>The exchange's order test of a canary; null where it has none for such an order.</summary>
    public sealed record CanaryTested(string Key, ExchangeResult<Done>? Result) : AccountMessage
    {
        public CanaryFacts Facts { get; init; } = CanaryFacts.NotAsked;
    }

    /// <summary>What a query said of an order. <paramref name="AskedAtLeast"/>: the exchange's ms, less the clock's error bound, when the query was sent.</summary>
    public sealed record LookedUp(ClientOrderId Id, ExchangeResult<OrderReport> Result, long AskedAtLeast) : AccountMessage;

    /// <summary>What a query of the algo service said of a conditional order.</summary>
    public sealed record AlgoLookedUp(ClientOrderId Id, ExchangeResult<AlgoOrderReport> Result, long AskedAtLeast) : AccountMessage;

    /// <summary>An event of the user stream.</summary>
    public sealed record Streamed(UserEvent Event) : AccountMessage;

    /// <summary>The exchange's whole view of the account.</summary>
    public sealed record Snapshot(AccountSnapshot Value, string Why) : AccountMessage;

    /// <summary>These entries could not be journalled; nothing that depended on them was done, cancels excepted.</summary>
    public sealed record JournalFailed(ImmutableArray<JournalEntry> Entries, ImmutableArray<Effect> Dropped, string Why) : AccountMessage;

    /// <summary>The journal takes writes again.</summary>
    public sealed record JournalRecovered : AccountMessage;

    /// <summary>A new run begins on what the last one left. <paramref name="WindowEnds"/>: the exchange's ms after which a request of the last run would be refused.</summary>
    public sealed record Begin(long WindowEnds) : AccountMessage;

    /// <summary>These limits are in force from now on.</summary>
    public sealed record SettingsRead(Venue Venue, RiskLimits Limits, bool FlattenOnLoss = false) : AccountMessage;

    /// <summary>These rules of automatic actions are in force from now on, by a file. <paramref name="Before"/>: null at a start.</summary>
    public sealed record RulesRead(Guardrails.Automation.GuardrailRules Rules, Guardrails.Automation.GuardrailRules? Before, string File) : AccountMessage;

    /// <summary>An automatic action was decided.</summary>
    public sealed record GuardrailDecided(Guardrails.Automation.GuardrailReceipt Receipt) : AccountMessage;

    /// <summary>The exchange's dead-man timer of a symbol is set to that, or stopped when it is zero. Told when it begins and ends, not each time it is set again.</summary>
    public sealed record TimerChanged(Domain.Markets.Symbol Symbol, TimeSpan Countdown) : AccountMessage;

    /// <summary>Time passed since the last tick: day changes, daily loss, expiries, old unknowns.</summary>
    public sealed record Tick(TimeSpan Passed) : AccountMessage;
}
