using System.Globalization;
using Spark.Binance.Clock;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Notifications;
using Spark.Executor.Streams;
using Spark.Guardrails.Automation;
using Spark.Guardrails.Breaker;
using Spark.Telemetry;

namespace Spark.Executor.Automation;

/// <summary>
/// Looks at the signals every few seconds and at each drop of a connection, asks the judge, and carries out what it says. Decisions on the
/// account go through the account's own loop, which journals the receipt first.
/// </summary>
internal sealed class GuardrailLoop(
    GuardrailSignals signals, ConnectionDrops drops, RulesInForce rules, RetryPacing pacing, AccountLoop account, ServerClock clock, StreamStates streams,
    NotificationDesk notifications, TimeProvider time) : BegunService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RuleState> _states = [];
    private long _lastId;

    protected override async Task RunAsync(CancellationToken ct)
    {
        if (rules.FileName is { } file) account.Post(new AccountMessage.RulesRead(rules.Current, null, file));
        try
        {
            await Task.WhenAll(LookAsync(ct), FollowDropsAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: receipts are journalled, what is in force is told by the state that the next start reads.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(rules.Current.Every, time, ct);
            Reload();
            foreach (var rule in rules.Current.Rules)
            {
                if (!rule.Signal.IsEvent()) Judge(rule, ReadingOf(rule));
            }
        }
    }

    private async Task FollowDropsAsync(CancellationToken ct)
    {
        await foreach (var (streamType, age) in drops.Reader.ReadAllAsync(ct))
        {
            var drop = new SignalReading(SignalKind.ConnectionAge, Math.Round(age.TotalSeconds, 3), 1, Source: streamType);
            foreach (var rule in rules.Current.Rules)
            {
                if (rule.Signal == drop.Signal) Judge(rule, drop);
            }
        }
    }

    private void Reload()
    {
        var (before, fault) = rules.Look();
        if (before is not null) account.Post(new AccountMessage.RulesRead(rules.Current, before, rules.FileName!));
        if (fault is not null)
        {
            notifications.Tell(Alerts.RulesNotTaken(fault, time.GetUtcNow()));
        }
    }

    private SignalReading ReadingOf(GuardrailRule rule) => rule.Signal switch
    {
        SignalKind.ClockSkew => clock.IsSynchronised
            ? new SignalReading(rule.Signal, Math.Abs(clock.Offset.TotalMilliseconds), 1, Due: true)
            : new SignalReading(rule.Signal, null, 0, Due: true),
        SignalKind.UnknownOrders => new SignalReading(rule.Signal, account.View.Ledger.Open.Values.Count(order => order.State is OrderState.Unknown), 1, Due: true),
        SignalKind.StreamLagP95 => signals.Read(rule) with { Due = streams.Market is { IsWanted: true, IsConnected: true } },
        _ => signals.Read(rule),
    };

    private void Judge(GuardrailRule rule, SignalReading reading)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var before = Acknowledged(rule, _states.GetValueOrDefault(KeyOf(rule, reading)) ?? RuleState.Quiet, now);
            var decision = GuardrailJudge.Judge(rule, before, reading, now);
            _states[KeyOf(rule, reading)] = decision.State;
            if (decision.Verdict == GuardrailVerdict.Hold) return;
            if (rule.Action == GuardrailAction.RetryWithBackoff) pacing.IsSlow = IsAnySlow();
            account.Post(new AccountMessage.GuardrailDecided(new GuardrailReceipt(NextId(now), now, rule, before, reading, decision.Verdict, decision.Notification)));
        }
    }

    // Each stream flaps by itself.
    private static string KeyOf(GuardrailRule rule, SignalReading reading) => reading.Source is { } source ? $"{rule.Name}/{source}" : rule.Name;

    // The breaker is the account's: whether it is open for errors is asked there, also after a restart.
    private RuleState Acknowledged(GuardrailRule rule, RuleState state, DateTimeOffset now)
    {
        if (rule.Action != GuardrailAction.OpenCircuitBreaker) return state;
        var open = account.View.Ledger.Breaker.Reasons.FirstOrDefault(reason => reason.Kind == BreakerReasonKind.ErrorRate);
        if (open is not null) return state.EngagedSince is null ? state with { EngagedSince = open.Since } : state;
        // The decision to open it may still be on its way through the account's loop.
        if (state.EngagedSince is not { } since || now - since < GuardrailJudge.Grace) return state;
        signals.Forget(rule);
        return state.Acknowledged(now);
    }

    private bool IsAnySlow() => rules.Current.Rules.Any(rule => rule.Action == GuardrailAction.RetryWithBackoff && _states.GetValueOrDefault(rule.Name) is { EngagedSince: not null });

    private string NextId(DateTimeOffset now)
    {
        _lastId = Math.Max(_lastId + 1, now.ToUnixTimeMilliseconds());
        return string.Create(CultureInfo.InvariantCulture, $"g-{_lastId}");
    }
}
