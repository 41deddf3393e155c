using Spark.Domain.Markets;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>The gate's decision and what it was made from.</summary>
internal sealed record Reviewed(GateDecision Decision, Quote Quote, RiskView View);
