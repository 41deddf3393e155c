using System.Text.Json;
using Spark.Contracts;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Executor.Notifications;
using Spark.Guardrails.Automation;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Http;

/// <summary>Receipts of automatic actions and the ways in which people are told.</summary>
internal static class GuardrailEndpoints
{
    public static Task ReceiptAsync(HttpContext context, string id)
    {
        var acted = Service<AccountLoop>(context).View.Ledger.Guardrails.LastOrDefault(one => one.Receipt.Id == id);
        if (acted is null)
        {
            return context.AnswerAsync(StatusCodes.Status404NotFound, new ErrorResponse("NotFound",
                "There is no such receipt among the newest fifty; older ones are in the audit.") { Timestamp = Now(context) });
        }
        var again = acted.Receipt.Replay();
        return context.AnswerAsync(StatusCodes.Status200OK, new GuardrailReceiptResponse
        {
            Action = GuardrailNews.View(acted),
            Receipt = JsonSerializer.SerializeToNode(acted.Receipt, JournalJson.Default.GuardrailReceipt)!,
            Holds = acted.Receipt.Holds(),
            Replayed = again.Verdict switch { GuardrailVerdict.Act => "acted", GuardrailVerdict.Release => "released", GuardrailVerdict.NoData => "noData", _ => "hold" },
            Timestamp = Now(context),
        });
    }

    public static Task NotificationsAsync(HttpContext context) => context.AnswerAsync(StatusCodes.Status200OK, Service<NotificationDesk>(context).Status);

    public static Task TestAsync(HttpContext context)
    {
        if (context.Caller().Principal is not { Kind: PrincipalKind.Person, Role: Role.Admin })
        {
            return context.AnswerAsync(StatusCodes.Status403Forbidden, new ErrorResponse("Forbidden", "A test notification needs a person of role admin.") { Timestamp = Now(context) });
        }
        var desk = Service<NotificationDesk>(context);
        desk.TellTest();
        return context.AnswerAsync(StatusCodes.Status200OK, desk.Status);
    }

    private static T Service<T>(HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    private static DateTimeOffset Now(HttpContext context) => Service<TimeProvider>(context).GetUtcNow();
}
