using Spark.Domain.Accounts;
using Spark.Guardrails.Actions;

namespace Spark.Guardrails.Policy;

/// <summary>
/// Whether a valid action may be carried out now, and whether a person has to confirm it first. The size of an order is the risk
/// gate's question, and the gate comes before any confirmation.
/// </summary>
public static class ActionPolicy
{
    public static PolicyDecision Decide(ValidatedAction action, Principal principal, PolicyContext context)
    {
        var refusal = RoleRefusal(action, principal) ?? VenueRefusal(action, context)
            ?? ModeRefusal(action, context) ?? BreakerRefusal(action, context);
        if (refusal is not null) return new PolicyDecision.Refused(refusal);
        return !action.IsLive ? new PolicyDecision.CarryOut() : Confirmation(action, principal, context);
    }

    private static PolicyDecision Confirmation(ValidatedAction action, Principal principal, PolicyContext context) => principal.Kind switch
    {
        _ when action.Definition.Path == ActionPaths.BreakerOpen => new PolicyDecision.CarryOut(),
        PrincipalKind.Person when !PersonConfirms(action) => new PolicyDecision.CarryOut(),
        PrincipalKind.Person => new PolicyDecision.Confirm(TokenToCaller: context.Confirm == ConfirmationMode.Caller),
        _ => new PolicyDecision.Confirm(TokenToCaller: false),
    };

    private static bool PersonConfirms(ValidatedAction action) =>
        action.Definition.Path is ActionPaths.OrderPlace or ActionPaths.LeverageSet or ActionPaths.StrategyDeploy;

    private static PolicyRefusal? RoleRefusal(ValidatedAction action, Principal principal)
    {
        var needed = RoleFor(action.Definition.Effect, principal.Kind);
        return principal.Role >= needed
            ? null
            : new PolicyRefusal(ErrorCodes.Forbidden, 403, $"{action.Definition.Path} needs role {Word(needed)}; '{principal.Name}' is {Word(principal.Role)}.");
    }

    // An agent may propose what an admin does: it waits for a person either way.
    private static Role RoleFor(ActionEffect effect, PrincipalKind kind) => effect switch
    {
        ActionEffect.Read => Role.Viewer,
        ActionEffect.Admin when kind == PrincipalKind.Person => Role.Admin,
        _ => Role.Trader,
    };

    private static PolicyRefusal? VenueRefusal(ValidatedAction action, PolicyContext context)
    {
        if (context.Venue != Venue.Production) return null;
        return action.IsLive || action.Definition.Path == ActionPaths.RecordPnl
            ? new PolicyRefusal(ErrorCodes.ProductionTradingDisabled, 403, $"{action.Definition.Path} is not carried out: this is a production venue, which Spark only reads.")
            : null;
    }

    // The brake stays within reach of an account that is otherwise read-only: it calls no exchange.
    private static PolicyRefusal? ModeRefusal(ValidatedAction action, PolicyContext context)
    {
        if (!action.IsLive || action.Definition.Path == ActionPaths.BreakerOpen) return null;
        return context.Mode switch
        {
            { IsSupported: true } => null,
            { } mode => Unsupported(AccountModeText.Of(mode)),
            null => RaisesExposure(action) ? Unsupported("The exchange account's mode is not known yet: try again when health is ok.") : null,
        };
    }

    private static PolicyRefusal Unsupported(string message) => new(ErrorCodes.UnsupportedAccountMode, 400, message);

    private static PolicyRefusal? BreakerRefusal(ValidatedAction action, PolicyContext context)
    {
        if (!context.Breaker.Open || !action.IsLive || !RaisesExposure(action)) return null;
        var reason = context.Breaker.Reason;
        var message = $"The circuit breaker is open ({reason}): nothing that raises exposure is carried out until an admin closes it.";
        return new PolicyRefusal(ErrorCodes.CircuitBreakerOpen, 400, message, reason);
    }

    // Whether a reduce-only order really reduces is the risk gate's to say: it knows the position.
    private static bool RaisesExposure(ValidatedAction action) => action.Definition.Effect == ActionEffect.RaisesExposure
        && action.Request is not ActionRequest.PlaceOrder { Draft.ReduceOnly: true };

    private static string Word(Role role) => role.ToString().ToLowerInvariant();
}
