using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk;

/// <summary>One check of the gate. Rules are pure and keep nothing.</summary>
public interface IRiskRule
{
    /// <summary>The contract's check name, such as <c>maxNotional</c>.</summary>
    string Name { get; }

    /// <summary>The error that a failure answers with, such as <c>MaxNotionalExceeded</c>.</summary>
    string Error { get; }

    /// <summary>Judges without allocating. <paramref name="reducing"/> is <see cref="RiskView.IsReducing"/> of the order.</summary>
    RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing);

    /// <summary>Which of the rule's faults a failing verdict tells of; null where it has but one.</summary>
    string? FaultOf(in RuleVerdict verdict) => null;

    /// <summary>Why a failing verdict was given: the field, its value and what is allowed.</summary>
    string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits);
}
