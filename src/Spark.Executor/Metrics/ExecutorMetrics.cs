using Prometheus;

namespace Spark.Executor.Metrics;

/// <summary>The executor's metrics, by the contract's names, in a registry of its own. Children with a fixed set of labels exist from the start.</summary>
internal sealed class ExecutorMetrics
{
    private const string Prefix = "spark_futures_";

    private static readonly string[] StreamTypes = ["market", "userData"];

    private static readonly string[] MarketEvents = ["trade", "depth", "ticker", "markPrice", "kline", "other"];

    private static readonly string[] UserEvents =
    [
        "ORDER_TRADE_UPDATE", "ACCOUNT_UPDATE", "TRADE_LITE", "ACCOUNT_CONFIG_UPDATE", "MARGIN_CALL", "ALGO_UPDATE", "listenKeyExpired", "other",
    ];

    private readonly Counter _connects;
    private readonly Counter _reconnects;
    private readonly Counter _messages;
    private readonly Counter _streamErrors;
    private readonly Gauge _connectionAge;
    private readonly Gauge _connectionStatus;
    private readonly Histogram _latency;
    private readonly Counter _acks;
    private readonly Counter _rejects;
    private readonly Gauge _unrealized;
    private readonly Counter _riskRejections;
    private readonly Counter _guardrailActions;
    private readonly Histogram _lag;
    private readonly Gauge _wanted;
    private readonly Counter _canaries;

    public ExecutorMetrics()
    {
        var metrics = Prometheus.Metrics.WithCustomRegistry(Registry);
        _connects = metrics.CreateCounter(Prefix + "ws_connects_total", "Socket connections made.", "stream_type");
        _reconnects = metrics.CreateCounter(Prefix + "ws_reconnects_total", "Connections made after a loss.", "stream_type");
        _messages = metrics.CreateCounter(Prefix + "ws_messages_total", "Messages received.", "stream_type", "message_type");
        _streamErrors = metrics.CreateCounter(Prefix + "ws_errors_total", "Stream errors.", "stream_type", "error_type");
        _connectionAge = metrics.CreateGauge(Prefix + "ws_connection_duration_seconds", "Age of the current connection, 0 when down.", "stream_type");
        _connectionStatus = metrics.CreateGauge(Prefix + "ws_connection_status", "1 when connected.", "stream_type");
        _latency = metrics.CreateHistogram(Prefix + "order_place_latency_ms", "Time from request to answer of an order, ms.",
            new HistogramConfiguration { LabelNames = ["mode"], Buckets = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 1500, 2500, 5000, 10000] });
        _acks = metrics.CreateCounter(Prefix + "order_ack_total", "Orders that the exchange accepted.");
        _rejects = metrics.CreateCounter(Prefix + "order_reject_total", "Orders that were not accepted.", "reason");
        _unrealized = metrics.CreateGauge(Prefix + "pnl_unrealized_usd", "Unrealised profit of a position.", "symbol");
        DailyPnl = metrics.CreateGauge(Prefix + "pnl_daily_usd", "Profit of the UTC day, drills included.");
        _riskRejections = metrics.CreateCounter(Prefix + "risk_rejections_total", "Orders and settings that the risk gate refused, by the first failed check.", "check");
        BreakerOpen = metrics.CreateGauge(Prefix + "circuit_breaker_open", "1 when the circuit breaker is open.");
        _guardrailActions = metrics.CreateCounter(Prefix + "guardrail_actions_total", "Automatic actions taken.", "action", "notification");
        _lag = metrics.CreateHistogram(Prefix + "stream_lag_ms", "Receive time less event time, ms.",
            new HistogramConfiguration { LabelNames = ["stream_type"], Buckets = [1, 2, 5, 10, 20, 50, 100, 250, 500, 1000, 5000] });
        _wanted = metrics.CreateGauge(Prefix + "ws_wanted", "1 when somebody asked for the stream.", "stream_type");
        RenewalFailures = metrics.CreateCounter(Prefix + "listen_key_renewal_failures_total", "Renewals of the listen key that failed.");
        DailyLossLimit = metrics.CreateGauge(Prefix + "daily_loss_limit_usd", "Daily loss limit in force.");
        UnknownOrderAge = metrics.CreateGauge(Prefix + "unknown_order_age_seconds", "Age of the oldest order whose outcome is unknown, 0 without one.");
        OpenOrders = metrics.CreateGauge(Prefix + "open_orders", "Orders that can still fill, unknown ones included.");
        JournalHealthy = metrics.CreateGauge(Prefix + "journal_healthy", "1 when the last write to the journal succeeded.");
        ClockSkew = metrics.CreateGauge(Prefix + "clock_skew_ms", "The exchange's clock less ours, ms.");
        Mismatches = metrics.CreateCounter(Prefix + "reconciliation_mismatches_total", "Differences between ledger and exchange that nothing explains.");
        _canaries = metrics.CreateCounter(Prefix + "canaries_total", "Canaries that have ended, by how.", "outcome");
        CanariesWatched = metrics.CreateGauge(Prefix + "canaries_watched", "Applied canaries that are not decided yet, or are being taken back.");
        CanaryRollbackAge = metrics.CreateGauge(Prefix + "canary_rollback_age_seconds", "For how long the oldest canary that is being taken back has been, 0 without one.");
        CreateKnownChildren();
    }

    public CollectorRegistry Registry { get; } = Prometheus.Metrics.NewCustomRegistry();

    public Gauge DailyPnl { get; }

    public Gauge BreakerOpen { get; }

    public Gauge DailyLossLimit { get; }

    public Gauge UnknownOrderAge { get; }

    public Gauge OpenOrders { get; }

    public Gauge JournalHealthy { get; }

    public Gauge ClockSkew { get; }

    public Gauge CanariesWatched { get; }

    public Gauge CanaryRollbackAge { get; }

    public Counter Mismatches { get; }

    public Counter RenewalFailures { get; }

    public Counter Acks => _acks;

    public Gauge.Child Wanted(string streamType) => _wanted.WithLabels(streamType);

    public Counter.Child Connects(string streamType) => _connects.WithLabels(streamType);

    public Counter.Child Reconnects(string streamType) => _reconnects.WithLabels(streamType);

    public Counter.Child Messages(string streamType, string messageType) => _messages.WithLabels(streamType, messageType);

    public Counter.Child StreamErrors(string streamType, string errorType) => _streamErrors.WithLabels(streamType, errorType);

    public Gauge.Child ConnectionAge(string streamType) => _connectionAge.WithLabels(streamType);

    public Gauge.Child ConnectionStatus(string streamType) => _connectionStatus.WithLabels(streamType);

    /// <param name="mode"><c>dryRun</c> or <c>live</c>.</param>
    public Histogram.Child PlaceLatency(string mode) => _latency.WithLabels(mode);

    /// <param name="reason"><c>exchange</c>, <c>notSent</c>, <c>unknown</c> (the exchange's failures), <c>race</c> (lost to the market), <c>heldBack</c> and <c>risk</c> (Spark's own doing).</param>
    public Counter.Child Rejects(string reason) => _rejects.WithLabels(reason);

    public Counter.Child RiskRejections(string check) => _riskRejections.WithLabels(check);

    public Counter.Child GuardrailActions(string action, string notification) => _guardrailActions.WithLabels(action, notification);

    /// <param name="outcome">A last state in the contract's words.</param>
    public Counter.Child Canaries(string outcome) => _canaries.WithLabels(outcome);

    public Histogram.Child Lag(string streamType) => _lag.WithLabels(streamType);

    /// <summary>Shows the unrealised profit of open positions and drops those that have closed.</summary>
    public void ShowUnrealized(IReadOnlyDictionary<string, decimal> bySymbol)
    {
        foreach (var labels in _unrealized.GetAllLabelValues().ToArray())
        {
            if (!bySymbol.ContainsKey(labels[0])) _unrealized.RemoveLabelled(labels);
        }
        foreach (var (symbol, pnl) in bySymbol) _unrealized.WithLabels(symbol).Set((double)pnl);
    }

    private void CreateKnownChildren()
    {
        foreach (var type in StreamTypes)
        {
            Connects(type);
            Reconnects(type);
            ConnectionAge(type);
            ConnectionStatus(type);
            Wanted(type);
            Lag(type);
            foreach (var error in (string[])["connect", "disconnected", "silent", "unreadable"]) StreamErrors(type, error);
        }
        foreach (var message in UserEvents) Messages("userData", message);
        foreach (var message in MarketEvents) Messages("market", message);
        foreach (var reason in (string[])["exchange", "race", "notSent", "heldBack", "risk", "unknown"]) Rejects(reason);
        foreach (var outcome in (string[])["passed", "rolledBack", "expired", "rejected", "superseded"]) Canaries(outcome);
        PlaceLatency("dryRun");
        PlaceLatency("live");
        foreach (var check in Guardrails.Risk.RiskGate.CheckNames) RiskRejections(check);
        foreach (var action in (string[])["auto_retry_with_backoff", "circuit_breaker_open", "reconnect_with_exponential_backoff"])
        {
            foreach (var notification in (string[])["alert_ops_channel", "page_on_call_engineer", "none"]) _guardrailActions.WithLabels(action, notification);
        }
    }
}
