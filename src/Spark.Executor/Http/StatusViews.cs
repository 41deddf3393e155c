using Spark.Binance.Clock;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Countdown;
using Spark.Executor.Market;
using Spark.Executor.Streams;
using Spark.Executor.Automation;
using Spark.Guardrails.Automation;
using Spark.Guardrails.Canary;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Http;

/// <summary>Health, risk, canaries and guardrails in the contract's words.</summary>
internal sealed class StatusViews(
    AccountLoop account, MarketBoard board, StreamStates streams, ServerClock clock, GuardrailSignals signals, RulesInForce rules, RetryPacing pacing, ExecutorSettings settings, LimitsInForce limits, CountdownTimers countdowns, TimeProvider time)
{
    public HealthResponse Health()
    {
        var reasons = Reasons().ToArray();
        return new HealthResponse
        {
            Status = reasons.Length == 0 ? "ok" : "degraded",
            Testnet = settings.Venue != Venue.Production,
            Venue = VenueSettings.Word(settings.Venue),
            ServerTime = clock.Now,
            ClockSkewMs = Math.Round(clock.Offset.TotalMilliseconds, 3),
            Streams = streams.View(time.GetUtcNow()),
            Reasons = reasons.Length == 0 ? null : reasons,
            TestHosts = settings.TestHosts.Count == 0 ? null : settings.TestHosts,
        };
    }

    public RiskStatusResponse Risk()
    {
        var view = account.View;
        var now = time.GetUtcNow();
        return new RiskStatusResponse
        {
            Limits = LimitViews.Of(limits.Risk),
            Usage = new RiskUsageView
            {
                DailyPnl = Pnl.Daily(view, view.Ledger.Breaker, board.Find, now),
                PositionNotional = PositionNotional(view),
                OpenOrders = view.Ledger.Open.Count,
                UnknownOrders = view.Ledger.Open.Values.Count(order => order.State is OrderState.Unknown),
                OrdersInWindow = Gatekeeping.OrdersInWindow(view, limits.Risk, now),
                Leverage = Leverage(view),
                RecordedPnl = view.Ledger.Breaker.RecordedAt(now),
            },
            CircuitBreaker = Breakers.View(view.Ledger.Breaker),
            CountdownCancel = countdowns.View,
        };
    }

    public CanaryStatusResponse Canaries()
    {
        var (view, now) = (account.View, time.GetUtcNow());
        return new CanaryStatusResponse
        {
            Canaries = [.. view.Ledger.Canaries.All.OrderByDescending(canary => canary.RunAt).ThenByDescending(canary => canary.Id).Select(canary => ViewOf(view, canary, now))],
            AsOf = now,
            Source = "stream",
        };
    }

    /// <summary>One canary with all its evidence; null when there is none under <paramref name="id"/>.</summary>
    public CanaryResponse? CanaryUnder(string id)
    {
        var (view, now) = (account.View, time.GetUtcNow());
        return view.Ledger.Canaries.Find(id) is not { } canary ? null : new CanaryResponse
        {
            Canary = ViewOf(view, canary, now),
            Evidence = canary.Evidence is { } evidence ? EvidenceViews.Of(evidence) : null,
            Order = canary.Intent is { } intent && view.Ledger.Find(intent.ClientOrderId) is { } order ? OrderViews.Of(order) : null,
            Closes = canary.Rollback is null ? null : [.. CanaryRollbacks.ClosesOf(view, canary).Select(OrderViews.Of)],
            AsOf = now,
            Timestamp = now,
        };
    }

    // A canary under watch is shown as it stands now, a decided one as it was decided.
    private CanaryView ViewOf(AccountState view, Canary canary, DateTimeOffset now) => canary.State == CanaryState.Applied
        ? CanaryViews.Of(canary, CanaryJudge.Look(canary, CanarySights.Of(view, canary, board.Find(canary.Intent!.Symbol), limits.Risk.MaxMarketAge, now)))
        : CanaryViews.Of(canary);

    public GuardrailsStatusResponse Guardrails()
    {
        var latency = ReadingOf(GuardrailRules.SlowOrders);
        var errors = ReadingOf(GuardrailRules.ExchangeErrors);
        return new GuardrailsStatusResponse
        {
            Thresholds = new GuardrailThresholdsView(ThresholdOf(GuardrailRules.SlowOrders), ThresholdOf(GuardrailRules.ExchangeErrors), ThresholdOf(GuardrailRules.ShortConnections)),
            Current = new GuardrailValuesView
            {
                P95LatencyMs = latency.Value,
                LatencySamples = latency.Samples,
                ErrorRate = errors.Value,
                ExchangeCalls = errors.Samples,
                StreamUptimeSeconds = streams.View(time.GetUtcNow()).ToDictionary(pair => pair.Key, pair => pair.Value.AgeSeconds),
            },
            Rules = [.. rules.Current.Rules.Select(RuleOf)],
            SlowExchange = pacing.IsSlow,
            Actions = [.. account.View.Ledger.Guardrails.Reverse().Select(GuardrailNews.View)],
        };
    }

    private SignalReading ReadingOf(string rule) => signals.Read(rules.Current.Find(rule)!);

    private double ThresholdOf(string rule) => rules.Current.Find(rule)!.Threshold;

    private static GuardrailRuleView RuleOf(GuardrailRule rule) => new(rule.Name, rule.Signal.ToWord(), rule.Threshold, rule.Window.TotalSeconds, rule.MinSamples,
        rule.Action.ToWord(), rule.Notification.ToWord());

    private IEnumerable<string> Reasons()
    {
        var view = account.View;
        if (!view.JournalHealthy) yield return "the journal can't be written";
        if (!clock.IsSynchronised) yield return "the exchange's clock is not known";
        if (!view.Reconciled) yield return "the account is not reconciled with the exchange";
        if (view.Exchange.Mode is { IsSupported: false } mode) yield return AccountModeText.Of(mode);
        foreach (var reason in streams.Reasons(time.GetUtcNow())) yield return reason;
        if (view.Ledger.Open.Values.Any(order => order.State is OrderState.Unknown)) yield return "an order's outcome is unknown";
    }

    private decimal? PositionNotional(AccountState view)
    {
        var sum = 0m;
        foreach (var position in view.Exchange.Positions.Values)
        {
            if (board.Find(position.Symbol)?.MarkPrice is not { } mark) return null;
            sum += position.NotionalAt(mark);
        }
        return sum;
    }

    private decimal? Leverage(AccountState view)
    {
        var sum = 0m;
        foreach (var symbol in WorkingOrders.SymbolsOf(view))
        {
            if (board.Find(symbol)?.MarkPrice is not { } mark) return null;
            var working = WorkingOrders.Of(view, symbol);
            sum += working.WorstCase(view.Exchange.PositionIn(symbol).Quantity) * mark;
        }
        return Pnl.MarginBalance(view, board.Find) is { } balance && balance > 0 ? decimal.Round(sum / balance, 6) : null;
    }
}
