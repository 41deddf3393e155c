using System.Collections.Immutable;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk;

/// <summary>What the gate found. A value without heap parts of its own: texts and lists are made when somebody asks for them.</summary>
public readonly struct GateDecision
{
    private readonly RiskView _view;
    private readonly RiskLimits _limits;
    private readonly RuleVerdicts _verdicts;
    private readonly int _firstFailure;

    internal GateDecision(OrderIntent intent, in RiskView view, RiskLimits limits, in RuleVerdicts verdicts, int firstFailure)
    {
        (Intent, _view, _limits, _verdicts, _firstFailure) = (intent, view, limits, verdicts, firstFailure);
    }

    /// <summary>The order that was reviewed.</summary>
    public OrderIntent Intent { get; }

    /// <summary>Whether every check passed. False for <c>default</c>, which nobody reviewed.</summary>
    public bool Passed => Intent is not null && _firstFailure < 0;

    /// <summary>The check that names the error; null when all passed.</summary>
    public RiskCheck? FirstFailure => Intent is null || _firstFailure < 0 ? null : CheckAt(_firstFailure);

    /// <summary>All checks in order.</summary>
    public ImmutableArray<RiskCheck> Checks
    {
        get
        {
            if (Intent is null) return [];
            var checks = ImmutableArray.CreateBuilder<RiskCheck>(RiskGate.RuleCount);
            for (var i = 0; i < RiskGate.RuleCount; i++) checks.Add(CheckAt(i));
            return checks.MoveToImmutable();
        }
    }

    /// <summary>The checks that failed, in order.</summary>
    public ImmutableArray<RiskCheck> Failures => [.. Checks.Where(check => !check.Passed)];

    /// <summary>The order, fit to be sent; null when a check failed.</summary>
    public ApprovedOrder? Approve() => Passed ? new ApprovedOrder(Intent, _view.AsOf) : null;

    private RiskCheck CheckAt(int index)
    {
        var rule = RiskGate.Rules[index];
        var verdict = _verdicts[index];
        return new RiskCheck(rule.Name, rule.Error, verdict.Passed, Shortest(verdict.Limit), Shortest(verdict.Observed), MessageOf(rule, verdict))
        {
            Fault = verdict switch { { Passed: true } => null, { Missing: not null } => "missing", _ => rule.FaultOf(verdict) },
        };
    }

    private static decimal? Shortest(decimal? number) => number is { } known ? Amount.Normalize(known) : null;

    private string? MessageOf(IRiskRule rule, in RuleVerdict verdict) => verdict switch
    {
        { Passed: true } => null,
        { Missing: { } missing } => $"{rule.Name} can't be checked for {Intent.Symbol}: {missing} is not known.",
        _ => rule.Explain(verdict, Intent, _view, _limits),
    };
}
