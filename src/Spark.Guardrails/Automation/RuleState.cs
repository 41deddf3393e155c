using System.Collections.Immutable;

namespace Spark.Guardrails.Automation;

/// <summary>What a rule remembers between two looks.</summary>
public sealed record RuleState
{
    public static RuleState Quiet { get; } = new();

    /// <summary>Since when its action is in force; null: it isn't.</summary>
    public DateTimeOffset? EngagedSince { get; init; }

    public DateTimeOffset? LastActed { get; init; }

    /// <summary>Since when data that was due didn't come; null: it comes.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>Whether somebody was told that data is missing.</summary>
    public bool MissingTold { get; init; }

    /// <summary>Events within the rule's notification window, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> Events { get; init; } = [];

    public DateTimeOffset? LastNotified { get; init; }

    /// <summary>After a person closed the breaker that the rule opened: it may act again, and no earlier than after its cool-down.</summary>
    public RuleState Acknowledged(DateTimeOffset at) => this with { EngagedSince = null, LastActed = at };
}
