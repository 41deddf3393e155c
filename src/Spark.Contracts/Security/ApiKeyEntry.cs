namespace Spark.Contracts.Security;

/// <summary>One entry of <c>SPARK_API_KEYS</c>; the role is a word that both services know.</summary>
public sealed record ApiKeyEntry(string Name, string Role, ApiKey Key);
