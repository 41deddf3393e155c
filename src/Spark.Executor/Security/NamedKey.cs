using Spark.Guardrails.Policy;

namespace Spark.Executor.Security;

/// <summary>One entry of <c>SPARK_API_KEYS</c>.</summary>
public sealed record NamedKey(string Name, Role Role, ApiKey Key);
