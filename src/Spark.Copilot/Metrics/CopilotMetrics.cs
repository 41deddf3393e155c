using Prometheus;
using Spark.Copilot.Conversation;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Metrics;

/// <summary>The copilot's metrics, by the contract's names, in a registry of its own. Children with a fixed set of labels exist from the start.</summary>
public sealed class CopilotMetrics
{
    private const string Prefix = "spark_copilot_";

    private const string NoAction = "other";

    private static readonly string[] Languages = ["tr", "en"];

    private static readonly HashSet<string> Paths = [.. ActionCatalogue.All.Select(definition => definition.Path)];

    private readonly Counter _turns;
    private readonly Counter _actions;
    private readonly Counter _refusals;
    private readonly Counter _tokens;

    public CopilotMetrics()
    {
        var metrics = Prometheus.Metrics.WithCustomRegistry(Registry);
        _turns = metrics.CreateCounter(Prefix + "turns_total", "Messages answered.", "language", "outcome");
        TurnLatency = metrics.CreateHistogram(Prefix + "turn_latency_ms", "Time from message to whole reply, ms.",
            new HistogramConfiguration { Buckets = [0.5, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000] });
        _actions = metrics.CreateCounter(Prefix + "actions_total", "Actions sent to the executor.", "action", "outcome");
        _refusals = metrics.CreateCounter(Prefix + "refusals_total", "Messages declined.", "code");
        _tokens = metrics.CreateCounter(Prefix + "llm_tokens_total", "Tokens that the model's server counted.", "direction");
        CreateKnownChildren();
    }

    public CollectorRegistry Registry { get; } = Prometheus.Metrics.NewCustomRegistry();

    public Histogram TurnLatency { get; }

    /// <summary>Counts one answered message.</summary>
    public void Answered(ChatReply reply, TimeSpan elapsed)
    {
        _turns.WithLabels(reply.Language, TurnOutcomes.Of(reply)).Inc();
        TurnLatency.Observe(elapsed.TotalMilliseconds);
        if (reply.Refusal is { } refused) _refusals.WithLabels(refused.Code).Inc();
    }

    /// <summary>Counts a message that got no reply, because the caller left or something failed.</summary>
    public void Broken(string? language) => _turns.WithLabels(language is "tr" ? "tr" : "en", TurnOutcomes.Failed).Inc();

    /// <summary>Counts one action that the executor was asked for.</summary>
    /// <param name="path">From the caller: what the catalogue doesn't have is counted as <c>other</c>, so that nobody can add series.</param>
    /// <param name="outcome">What came of it.</param>
    public void Sent(string? path, ActionOutcome outcome) =>
        _actions.WithLabels(path is not null && Paths.Contains(path) ? path : NoAction, ActionOutcomes.Of(outcome)).Inc();

    /// <summary>Counts a model's tokens.</summary>
    public void Tokens(long input, long output)
    {
        _tokens.WithLabels("input").Inc(input);
        _tokens.WithLabels("output").Inc(output);
    }

    private void CreateKnownChildren()
    {
        foreach (var language in Languages)
        {
            foreach (var outcome in TurnOutcomes.All) _turns.WithLabels(language, outcome);
        }
        foreach (var path in Paths)
        {
            foreach (var outcome in ActionOutcomes.All) _actions.WithLabels(path, outcome);
        }
        _refusals.WithLabels(Refusal.PolicyViolation);
        _refusals.WithLabels(Refusal.OutOfScope);
        _tokens.WithLabels("input");
        _tokens.WithLabels("output");
    }
}
