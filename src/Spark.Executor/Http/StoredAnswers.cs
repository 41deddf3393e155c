using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Executor.Account;

namespace Spark.Executor.Http;

/// <summary>Writes the first outcome of an action again, marked as such.</summary>
internal static class StoredAnswers
{
    // The body is application/json, never HTML: what the first answer spelled plainly stays so.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(HttpContext context, AccountReply reply)
    {
        var body = JsonNode.Parse(reply.StoredBody!)!.AsObject();
        body["replayed"] = true;
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(Plain), context.RequestAborted);
    }
}
