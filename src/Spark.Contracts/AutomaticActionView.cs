namespace Spark.Contracts;

/// <summary>One automatic action taken.</summary>
/// <param name="Action">The contract's word, such as <c>circuit_breaker_open</c>.</param>
/// <param name="Reason">What was seen.</param>
/// <param name="At">When it was decided.</param>
public sealed record AutomaticActionView(string Action, string Reason, DateTimeOffset At)
{
    /// <summary>Names the receipt: <c>spark guardrails replay ID</c> decides it again.</summary>
    public string? Id { get; init; }

    public string? Rule { get; init; }

    /// <summary><c>acted</c>, <c>released</c> or <c>noData</c>.</summary>
    public string? Verdict { get; init; }

    public string? Signal { get; init; }

    public double? Value { get; init; }

    public double? Threshold { get; init; }

    public int? Samples { get; init; }

    public string? Notification { get; init; }

    public string? Effect { get; init; }
}
