namespace Spark.Guardrails.Risk;

/// <summary>One rule's answer, without a text: those are made when somebody reads them.</summary>
public readonly record struct RuleVerdict
{
    public bool Passed { get; private init; }

    /// <summary>What is allowed; null when the rule has no number.</summary>
    public decimal? Limit { get; private init; }

    /// <summary>What was found; null when the rule has no number or could not tell.</summary>
    public decimal? Observed { get; private init; }

    /// <summary>The data that was not there, in words; null when nothing was missing.</summary>
    public string? Missing { get; private init; }

    /// <summary>Which of several faults it was; only the rule itself reads it.</summary>
    internal byte Fault { get; private init; }

    internal static RuleVerdict Pass(decimal? limit = null, decimal? observed = null) => new() { Passed = true, Limit = limit, Observed = observed };

    internal static RuleVerdict Fail(decimal? limit = null, decimal? observed = null, byte fault = 0) =>
        new() { Limit = limit, Observed = observed, Fault = fault };

    internal static RuleVerdict Unknown(string missing, decimal? limit = null) => new() { Missing = missing, Limit = limit };

    internal static RuleVerdict Within(decimal observed, decimal limit) => new() { Passed = observed <= limit, Limit = limit, Observed = observed };

    /// <summary>The same numbers, passed: what a reducing order gets.</summary>
    internal RuleVerdict OrPass(bool passes) => passes ? this with { Passed = true } : this;
}
