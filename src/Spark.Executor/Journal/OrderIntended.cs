using Spark.Contracts;
using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>An approved order, durable before a byte goes to the exchange.</summary>
public sealed record OrderIntended(OrderIntent Intent) : JournalEntry
{
    public const string Kind = "order.intended";

    /// <summary>The person who confirmed it, where that is not the actor.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>The risk decision: every check with its limit and what was observed.</summary>
    public IReadOnlyList<RiskCheckView>? Checks { get; init; }

    /// <summary>The automatic action that it belongs to, where no person asked for it.</summary>
    public string? Automatic { get; init; }

    /// <summary>The carried-out action that it is one of several orders of: its outcome's key.</summary>
    public string? OutcomeKey { get; init; }
}
