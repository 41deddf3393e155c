using System.Collections.Immutable;

namespace Spark.Guardrails.Automation;

/// <summary>The rules in force and how often they look.</summary>
public sealed record GuardrailRules
{
    public const string SlowOrders = "slowOrders";

    public const string ExchangeErrors = "exchangeErrors";

    public const string ShortConnections = "shortConnections";

    /// <summary>As the product ships: p95 over 1500 ms, errors over 5 %, connections under 30 s.</summary>
    public static GuardrailRules BuiltIn { get; } = new()
    {
        Rules =
        [
            new(SlowOrders, SignalKind.OrderLatencyP95, 1500, AutomaticAction.RetryWithBackoff, Notification.AlertOpsChannel),
            new(ExchangeErrors, SignalKind.ExchangeErrorRate, 0.05, AutomaticAction.OpenCircuitBreaker, Notification.PageOnCallEngineer),
            new(ShortConnections, SignalKind.ConnectionAge, 30, AutomaticAction.ReconnectWithBackoff, Notification.AlertOpsChannel) { MinSamples = 1, NotifyAfter = 3 },
        ],
    };

    public required ImmutableArray<GuardrailRule> Rules { get; init; }

    /// <summary>Between two looks at levels.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The rule of that name; null: there is none.</summary>
    public GuardrailRule? Find(string name) => Rules.FirstOrDefault(rule => rule.Name == name);
}
