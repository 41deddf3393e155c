using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Http;

/// <summary><c>POST /copilot/chat</c>: one JSON answer, or events as they happen.</summary>
internal static class ChatEndpoint
{
    private const string EventStream = "text/event-stream";

    public static async Task AnswerAsync(HttpContext context)
    {
        using var body = await RequestJson.ReadAsync(context);
        if (body is null) return;
        if (!TryRead(body.RootElement, out var request, out var field, out var fault))
        {
            await context.InvalidAsync(field, fault);
            return;
        }
        request = request with { MayAct = CallerRole.MayAct(context) };
        await using var events = context.RequestServices.GetRequiredService<IChat>().StreamAsync(request, context.RequestAborted).GetAsyncEnumerator(context.RequestAborted);
        try
        {
            if (!await events.MoveNextAsync()) return;
        }
        catch (ChatException e)
        {
            if (e.Field == "conversationId") await context.RefuseAsync(StatusCodes.Status404NotFound, "NotFound", e.Message);
            else await context.InvalidAsync(e.Field, e.Message);
            return;
        }
        catch (ConversationStoreException e)
        {
            await context.RefuseAsync(StatusCodes.Status503ServiceUnavailable, ConversationEndpoints.Unavailable, e.Message + " Leave conversationId out to begin a conversation.");
            return;
        }
        if (WantsEvents(context.Request)) await StreamAsync(context, events);
        else await WholeAsync(context, events);
    }

    private static async Task WholeAsync(HttpContext context, IAsyncEnumerator<ChatEvent> events)
    {
        do
        {
            if (events.Current is ChatEvent.Done done) await context.WriteAsync(done.Reply.ToJson());
        }
        while (await events.MoveNextAsync());
    }

    private static async Task StreamAsync(HttpContext context, IAsyncEnumerator<ChatEvent> events)
    {
        context.Response.ContentType = EventStream;
        context.Response.Headers.CacheControl = "no-store";
        do
        {
            var (name, data) = events.Current switch
            {
                ChatEvent.Delta delta => ("delta", new JsonObject { ["text"] = delta.Text }),
                ChatEvent.Carded carded => ("action", carded.Card.ToJson()),
                ChatEvent.Done done => ("done", done.Reply.ToJson()),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            await context.Response.WriteAsync($"event: {name}\ndata: {data.ToJsonString(Answers.Readable)}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
        while (await events.MoveNextAsync());
    }

    private static bool WantsEvents(HttpRequest request) => request.Headers.Accept.ToString().Contains(EventStream, StringComparison.OrdinalIgnoreCase);

    private static bool TryRead(JsonElement body, out ChatRequest request, out string field, out string fault)
    {
        (request, field, fault) = (new ChatRequest(""), "body", "The body must be an object with message, and conversationId and language when you like.");
        if (body.ValueKind != JsonValueKind.Object) return false;
        foreach (var property in body.EnumerateObject())
        {
            field = property.Name;
            if (property.Name is not ("message" or "conversationId" or "language"))
            {
                fault = $"'{property.Name}' is not a field of a chat request: allowed are message, conversationId, language.";
                return false;
            }
            if (property.Value.ValueKind != JsonValueKind.String && !(property.Value.ValueKind == JsonValueKind.Null && property.Name != "message"))
            {
                fault = $"{property.Name} must be a text.";
                return false;
            }
            if (!TryText(property.Value, out var text))
            {
                fault = $"{property.Name} is not valid Unicode text.";
                return false;
            }
            request = property.Name switch
            {
                "message" => request with { Message = text ?? "" },
                "conversationId" => request with { ConversationId = text },
                _ => request with { Language = text },
            };
        }
        return true;
    }

    private static bool TryText(JsonElement value, out string? text)
    {
        try
        {
            text = value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
