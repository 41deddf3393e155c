namespace Spark.Guardrails.Actions;

/// <summary>One param of an action. <paramref name="Default"/> is in canonical JSON spelling and never part of canonical params.</summary>
public sealed record ParamSpec(string Name, ParamKind Kind, bool Required, string? Default = null);
