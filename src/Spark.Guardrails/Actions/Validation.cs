namespace Spark.Guardrails.Actions;

/// <summary>The verdict on a proposed action; a closed set.</summary>
public abstract record Validation
{
    private Validation()
    {
    }

    public sealed record Valid(ValidatedAction Action) : Validation;

    public sealed record Invalid(ActionFault Fault) : Validation;
}
