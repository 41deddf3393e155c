using System.Text.Json.Nodes;

namespace Spark.Guardrails.Actions;

/// <summary>A well-formed action, its params typed. Only <see cref="ActionValidator"/> makes one.</summary>
public sealed record ValidatedAction
{
    private readonly ParamValues _values;

    internal ValidatedAction(ActionDefinition definition, ActionRequest request, bool dryRun, ParamValues values) =>
        (Definition, Request, DryRun, _values) = (definition, request, dryRun, values);

    public ActionDefinition Definition { get; }

    public ActionRequest Request { get; }

    public bool DryRun { get; }

    public bool ConfirmRequired { get; internal init; }

    public string? Reason { get; internal init; }

    /// <summary>Whether carrying it out touches an order, a setting or a limit.</summary>
    public bool IsLive => !DryRun && !Definition.Effect.IsHarmless();

    /// <summary>
    /// The params with ordinal key order, numbers in their shortest plain notation and defaults left out; a fresh copy.
    /// A <c>dryRun</c> inside them is never part of it.
    /// </summary>
    public JsonObject CanonicalParams => CanonicalJson.Params(Definition, _values.All);

    /// <summary>Action, dryRun and canonical params as JSON: equal content is equal text.</summary>
    public string CanonicalText => field ??= CanonicalJson.Write(Definition.Path, DryRun, CanonicalParams);

    public bool Equals(ValidatedAction? other) => other is not null && CanonicalText == other.CanonicalText
        && ConfirmRequired == other.ConfirmRequired && Reason == other.Reason;

    public override int GetHashCode() => HashCode.Combine(CanonicalText, ConfirmRequired, Reason);
}
