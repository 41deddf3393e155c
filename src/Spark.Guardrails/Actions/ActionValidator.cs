using System.Collections.Immutable;

namespace Spark.Guardrails.Actions;

/// <summary>
/// Judges the form of a proposed action: catalogue, schema, scope, dryRun and confirm_required.
/// Whether it may be carried out now is <see cref="Policy.ActionPolicy"/>'s question. It never throws, whatever was sent.
/// </summary>
public static class ActionValidator
{
    /// <summary>Reports every fault; the code is the first that applies of UnknownAction, InvalidParams, ScopeNotAllowed, DryRunMismatch, ConfirmationRequired.</summary>
    public static Validation Validate(ProposedAction proposed)
    {
        if (proposed.Path is null) return Invalid(ErrorCodes.InvalidParams, proposed.Faults);
        if (!ActionCatalogue.TryFind(proposed.Path, out var definition)) return Unknown(proposed.Path);
        var values = ParamReader.Read(definition, proposed, out var faults);
        if (!faults.IsEmpty) return Invalid(ErrorCodes.InvalidParams, faults);
        var fault = ScopeFault(values, proposed) ?? DryRunFault(values, proposed) ?? ConfirmationFault(definition, proposed);
        return fault is not null ? fault : new Validation.Valid(Build(definition, values, proposed));
    }

    private static ValidatedAction Build(ActionDefinition definition, ParamValues values, ProposedAction proposed) =>
        new(definition, RequestBuilder.Build(definition, values), proposed.DryRun!.Value, values)
        {
            ConfirmRequired = proposed.ConfirmRequired!.Value,
            Reason = proposed.Reason,
        };

    private static Validation.Invalid Unknown(string path) => Invalid(
        ErrorCodes.UnknownAction, [new ParamFault("action", $"'{JsonText.Show(path)}' is not an action of the catalogue.") { Cause = new FaultCause(FaultCodes.UnknownAction, JsonText.Show(path)) }]);

    private static Validation.Invalid? ScopeFault(ParamValues values, ProposedAction proposed)
    {
        if (values.Find<string>("scope") is not { } scope || scope == Scopes.FuturesTestnet) return null;
        var message = $"'{JsonText.Show(scope)}' is not an allowed scope: only {Scopes.FuturesTestnet} is.";
        return Invalid(ErrorCodes.ScopeNotAllowed, [new ParamFault(ParamReader.PathOf(proposed, "scope"), message) { Cause = new FaultCause(FaultCodes.ScopeNotAllowed, JsonText.Show(scope), Scopes.FuturesTestnet) }]);
    }

    private static Validation.Invalid? DryRunFault(ParamValues values, ProposedAction proposed)
    {
        if (values.Get<bool>("dryRun") is not { } inside || inside == proposed.DryRun) return null;
        var message = $"params.dryRun is {Word(inside)} but the envelope's dryRun is {Word(!inside)}: they must be equal.";
        return Invalid(ErrorCodes.DryRunMismatch, [new ParamFault(ParamReader.PathOf(proposed, "dryRun"), message) { Cause = new FaultCause(FaultCodes.DryRunDiffers, Word(inside), Word(!inside)) }]);
    }

    private static Validation.Invalid? ConfirmationFault(ActionDefinition definition, ProposedAction proposed)
    {
        if (!definition.NeedsConfirmation(proposed.DryRun!.Value) || proposed.ConfirmRequired!.Value) return null;
        var message = $"confirm_required is false but {definition.Path} with dryRun false is live: true is needed.";
        return Invalid(ErrorCodes.ConfirmationRequired, [new ParamFault("confirm_required", message) { Cause = new FaultCause(FaultCodes.ConfirmationNotAsked) }]);
    }

    private static string Word(bool value) => value ? "true" : "false";

    private static Validation.Invalid Invalid(string code, ImmutableArray<ParamFault> faults) =>
        new(new ActionFault(code, string.Join(" ", faults.Take(3).Select(fault => $"{fault.Path}: {fault.Message}")), faults));
}
