namespace Spark.Guardrails.Policy;

/// <summary>Who asks: a person, or anything that acts for a language model, a batch or MCP.</summary>
public enum PrincipalKind
{
    Person,
    Agent,
}
