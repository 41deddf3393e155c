namespace Spark.Guardrails.Policy;

/// <summary>The one on whose behalf an action arrives.</summary>
public sealed record Principal(PrincipalKind Kind, string Name, Role Role)
{
    /// <summary>Identity without the role, such as <c>person:alice</c>: what tokens, canaries and audit records are bound to.</summary>
    public string Key => $"{(Kind == PrincipalKind.Person ? "person" : "agent")}:{Name}";

    /// <summary>Whether both are the same one, whatever their role is now.</summary>
    public bool Is(Principal other) => Kind == other.Kind && string.Equals(Name, other.Name, StringComparison.Ordinal);
}
