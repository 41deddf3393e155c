using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Http;

/// <summary>Conversations: list, read, delete.</summary>
internal static class ConversationEndpoints
{
    private const int LongestTitle = 80;

    public static Task ListAsync(HttpContext context) => context.WriteAsync(new JsonObject
    {
        ["conversations"] = new JsonArray([.. Of(context).List().Select(Summary)]),
    });

    public static Task ShowAsync(HttpContext context, string id)
    {
        if (Of(context).Find(id) is not { } conversation) return NotFoundAsync(context, id);
        var json = Summary(conversation);
        json["messages"] = new JsonArray([.. conversation.Turns.Select(turn => new JsonObject
        {
            ["at"] = turn.At,
            ["message"] = turn.Message,
            ["reply"] = turn.Reply.ToJson(),
        })]);
        return context.WriteAsync(json);
    }

    public static Task DeleteAsync(HttpContext context, string id)
    {
        if (!Of(context).Remove(id)) return NotFoundAsync(context, id);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static JsonObject Summary(ConversationState conversation)
    {
        var first = conversation.Turns.IsEmpty ? "" : conversation.Turns[0].Message;
        return new JsonObject
        {
            ["id"] = conversation.Id,
            ["title"] = first.Length <= LongestTitle ? first : first[..LongestTitle] + "…",
            ["turns"] = conversation.Count,
            ["startedAt"] = conversation.StartedAt,
            ["updatedAt"] = conversation.UpdatedAt,
        };
    }

    private static Task NotFoundAsync(HttpContext context, string id) =>
        context.RefuseAsync(StatusCodes.Status404NotFound, "NotFound", $"There is no conversation '{id}'.");

    private static Conversations Of(HttpContext context) => context.RequestServices.GetRequiredService<Conversations>();
}
