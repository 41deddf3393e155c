using Spark.Contracts;
using Spark.Executor.Journal;
using Spark.Guardrails.Confirmation;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Account;

/// <summary>Says no, in the contract's words, and leaves a record of it.</summary>
internal static class Refusals
{
    public static void ByPolicy(Turn turn, Asked asked, PolicyRefusal refusal)
    {
        Note(turn, asked, refusal.Code, refusal.Message);
        turn.ReplyNow(asked.Ticket, refusal.HttpStatus, new ErrorResponse(refusal.Code, refusal.Message)
        {
            Reason = refusal.Reason,
            Timestamp = turn.Now,
        });
    }

    public static void ByConfirmation(Turn turn, Asked asked, ConfirmationFault fault)
    {
        Note(turn, asked, "ConfirmationInvalid", fault.ToWord());
        turn.ReplyNow(asked.Ticket, StatusCodes.Status409Conflict, new ErrorResponse("ConfirmationInvalid", fault.ToMessage())
        {
            Reason = fault.ToWord(),
            Timestamp = turn.Now,
        });
    }

    public static void With(Turn turn, Asked asked, int status, ErrorResponse error)
    {
        Note(turn, asked, error.Error, error.Message);
        turn.ReplyNow(asked.Ticket, status, error with { Timestamp = turn.Now });
    }

    /// <summary>A risk check says no to what is no order; it counts among the refusals of the risk gate.</summary>
    public static void ByCheck(Turn turn, Asked asked, ErrorResponse error)
    {
        Note(turn, asked, error.Error, error.Message, error.Check);
        turn.ReplyNow(asked.Ticket, StatusCodes.Status400BadRequest, error with { Timestamp = turn.Now });
    }

    private static void Note(Turn turn, Asked asked, string code, string message, string? check = null) =>
        turn.Record(new ActionRefused(asked.Action.Definition.Path, code, message) { At = turn.Now, Actor = asked.Actor, Check = check });
}
