using Spark.Guardrails.Policy;

namespace Spark.Executor.Security;

/// <summary>A principal and whether it is the confirming client, the only one that may show and carry out pending proposals.</summary>
internal sealed record Caller(Principal Principal, bool MayConfirm, bool IsCounted = false);
