using Spark.Contracts.Security;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Security;

/// <summary>A caller's key with the role that it gives.</summary>
public sealed record NamedKey(string Name, Role Role, ApiKey Key)
{
    public static NamedKey Of(ApiKeyEntry entry) => new(entry.Name, Enum.Parse<Role>(entry.Role, ignoreCase: true), entry.Key);
}
