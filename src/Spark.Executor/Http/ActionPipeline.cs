using Spark.Contracts;
using Spark.Executor.Account;
using Spark.Guardrails.Actions;

namespace Spark.Executor.Http;

/// <summary>The one way of every action, from whichever endpoint: form, policy, and then its own part of the executor.</summary>
internal sealed class ActionPipeline(AccountDesk account, Reads reads, SharedAnswers shared, StreamDesk streams, TimeProvider time)
{
    private const string TokenHeader = "X-Spark-Confirmation";

    private const string KeyHeader = "Idempotency-Key";

    /// <summary>Answers a proposed action.</summary>
    /// <param name="context">The request.</param>
    /// <param name="proposed">As it was sent.</param>
    /// <param name="wait">How long a query for an order may wait until it is settled.</param>
    public async Task HandleAsync(HttpContext context, ProposedAction proposed, TimeSpan wait = default)
    {
        var reply = await AnswerAsync(context, proposed, wait);
        if (reply.Body is { } body) await context.AnswerAsync(reply.Status, body.Timestamp == default ? body with { Timestamp = time.GetUtcNow() } : body);
        else await StoredAnswers.WriteAsync(context, reply);
    }

    /// <summary>Answers a read that came without params and was judged beforehand.</summary>
    public Task ReadAsync(HttpContext context, ValidatedAction read) =>
        shared.Find(read.Definition.Path) is { } answer && account.RefusalOf(read, context.Caller().Principal) is null
            ? context.AnswerAsync(answer.Read())
            : HandleAsync(context, ActionReader.Implied(read.Definition.Path, default));

    private async ValueTask<AccountReply> AnswerAsync(HttpContext context, ProposedAction proposed, TimeSpan wait)
    {
        var validation = ActionValidator.Validate(proposed);
        if (validation is not Validation.Valid { Action: var action }) return Invalid(((Validation.Invalid)validation).Fault);
        if (NotBuiltYet(action) is { } missing) return Error(StatusCodes.Status501NotImplemented, new ErrorResponse("NotImplemented", missing));
        if (KeyFault(context.Request) is { } fault) return Error(StatusCodes.Status400BadRequest, fault);
        var caller = context.Caller();
        return action.Definition.Effect switch
        {
            ActionEffect.Read => account.RefusalOf(action, caller.Principal) ?? await reads.AnswerAsync(action, wait, context.RequestAborted),
            ActionEffect.Streams => account.RefusalOf(action, caller.Principal) ?? await streams.AnswerAsync(action, caller.Principal, KeyOf(context.Request), context.RequestAborted),
            _ when AccountDesk.IsSimulation(action, KeyOf(context.Request)) => await account.SimulateAsync(action, caller.Principal, context.RequestAborted),
            _ => await account.AskAsync(action, caller.Principal, TokenOf(context.Request), KeyOf(context.Request), context.RequestAborted),
        };
    }

    private static string? NotBuiltYet(ValidatedAction action) => action switch
    {
        { Definition.Effect: ActionEffect.Lab } or { Definition.Path: ActionPaths.StrategyDeploy } => "The Strategy Lab is still to come.",
        _ => null,
    };

    private static AccountReply Invalid(ActionFault fault) => Error(fault.HttpStatus, new ErrorResponse(fault.Code, fault.Message)
    {
        Details = [.. fault.Details.Select(detail => new FaultView(detail.Path, detail.Message)
        {
            Cause = new FaultCauseView(detail.Cause.Code) { Value = detail.Cause.Value, Allowed = detail.Cause.Allowed },
        })],
    });

    private static AccountReply Error(int status, ErrorResponse error) => new(status, error);

    private static string? TokenOf(HttpRequest request) => request.Headers.TryGetValue(TokenHeader, out var token) ? token.ToString() : null;

    private static string? KeyOf(HttpRequest request) => request.Headers.TryGetValue(KeyHeader, out var key) ? key.ToString() : null;

    private static ErrorResponse? KeyFault(HttpRequest request) => KeyOf(request) is { } key && (key.Length is 0 or > 64 || key.Any(char.IsControl))
        ? new ErrorResponse("InvalidParams", "Idempotency-Key must have 1 to 64 characters.") { Details = [new FaultView(KeyHeader, "1 to 64 characters are allowed.")] }
        : null;
}
