using System.Text.Json.Nodes;
using Spark.Executor.Account;

namespace Spark.Executor.Http;

/// <summary>Writes the first outcome of an action again, marked as such.</summary>
internal static class StoredAnswers
{
    public static async Task WriteAsync(HttpContext context, AccountReply reply)
    {
        var body = JsonNode.Parse(reply.StoredBody!)!.AsObject();
        body["replayed"] = true;
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
