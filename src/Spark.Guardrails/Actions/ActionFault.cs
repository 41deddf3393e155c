using System.Collections.Immutable;

namespace Spark.Guardrails.Actions;

/// <summary>
/// Why an action is not valid. <see cref="Code"/> is the first that applies of UnknownAction, InvalidParams, ScopeNotAllowed,
/// DryRunMismatch, ConfirmationRequired; <see cref="Details"/> holds at least one fault, and every fault of the kind.
/// </summary>
public sealed record ActionFault(string Code, string Message, ImmutableArray<ParamFault> Details)
{
    /// <summary>404 for an unknown action, else 400.</summary>
    public int HttpStatus => Code == ErrorCodes.UnknownAction ? 404 : 400;
}
