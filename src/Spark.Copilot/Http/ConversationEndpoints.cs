using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Http;

/// <summary>Conversations: list, read, delete.</summary>
internal static class ConversationEndpoints
{
    /// <summary>The error of a store that doesn't work.</summary>
    public const string Unavailable = "ConversationsUnavailable";

    private const int Most = 500;

    private const int Usual = 100;

    public static Task ListAsync(HttpContext context) => GuardedAsync(context, ["limit", "offset"], () =>
    {
        if (!TryNumber(context, "limit", Usual, 1, Most, out var limit, out var fault) || !TryNumber(context, "offset", 0, 0, int.MaxValue, out var offset, out fault)) return fault;
        var page = Of(context).List(limit, offset);
        return context.WriteAsync(new JsonObject
        {
            ["conversations"] = new JsonArray([.. page.Items.Select(Summary)]),
            ["total"] = page.Total,
        });
    });

    public static Task ShowAsync(HttpContext context, string id) => GuardedAsync(context, ["limit", "before"], () =>
    {
        if (!TryNumber(context, "limit", Usual, 1, Most, out var limit, out var fault) || !TryNumber(context, "before", int.MaxValue, 0, int.MaxValue, out var before, out fault)) return fault;
        if (Of(context).Summary(id) is not { } summary) return NotFoundAsync(context, id);
        var turns = Of(context).Turns(id, before, limit);
        var json = Summary(summary);
        json["firstNumber"] = Math.Max(0, Math.Min(before, summary.Turns) - turns.Count);
        json["messages"] = new JsonArray([.. turns.Select(turn => new JsonObject
        {
            ["at"] = turn.At,
            ["message"] = turn.Message,
            ["reply"] = turn.Reply.ToJson(),
        })]);
        return context.WriteAsync(json);
    });

    public static Task DeleteAsync(HttpContext context, string id) => GuardedAsync(context, [], () =>
    {
        if (!CallerRole.MayAct(context)) return context.RefuseAsync(StatusCodes.Status403Forbidden, "Forbidden", "Deleting a conversation needs role trader.");
        if (!Of(context).Remove(id)) return NotFoundAsync(context, id);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    private static async Task GuardedAsync(HttpContext context, string[] known, Func<Task> answer)
    {
        if (context.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            await context.InvalidAsync(unknown, $"'{unknown}' is not a query of this endpoint{(known.Length > 0 ? ": allowed are " + string.Join(", ", known) : "")}.");
            return;
        }
        try
        {
            await answer();
        }
        catch (ConversationStoreException e)
        {
            await context.RefuseAsync(StatusCodes.Status503ServiceUnavailable, Unavailable, e.Message);
        }
    }

    private static bool TryNumber(HttpContext context, string name, int otherwise, int least, int most, out int number, out Task fault)
    {
        (number, fault) = (otherwise, Task.CompletedTask);
        if (!context.Request.Query.TryGetValue(name, out var text)) return true;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most) return true;
        fault = context.InvalidAsync(name, $"{name} '{text}' is not allowed: {least} to {most}.");
        return false;
    }

    private static JsonObject Summary(ConversationSummary conversation) => new()
    {
        ["id"] = conversation.Id,
        ["title"] = conversation.Title,
        ["turns"] = conversation.Turns,
        ["startedAt"] = conversation.StartedAt,
        ["updatedAt"] = conversation.UpdatedAt,
    };

    private static Task NotFoundAsync(HttpContext context, string id) =>
        context.RefuseAsync(StatusCodes.Status404NotFound, "NotFound", $"There is no conversation '{id}'.");

    private static Conversations Of(HttpContext context) => context.RequestServices.GetRequiredService<Conversations>();
}
