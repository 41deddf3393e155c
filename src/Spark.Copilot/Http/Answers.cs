using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Contracts;

namespace Spark.Copilot.Http;

/// <summary>Writes answers in the contract's shape.</summary>
internal static class Answers
{
    /// <summary>Turkish letters stay readable; the media type is JSON, so nothing in it is markup.</summary>
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(this HttpContext context, JsonNode json, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(json.ToJsonString(Readable), context.RequestAborted);
    }

    public static Task RefuseAsync(this HttpContext context, int status, string code, string message, params ReadOnlySpan<FaultView> details)
    {
        context.Response.StatusCode = status;
        var error = new ErrorResponse(code, message)
        {
            Details = details.IsEmpty ? null : [.. details],
            Timestamp = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        return context.Response.WriteAsJsonAsync(error, ContractsJson.Default.ErrorResponse, cancellationToken: context.RequestAborted);
    }

    public static Task InvalidAsync(this HttpContext context, string path, string message) =>
        context.RefuseAsync(StatusCodes.Status400BadRequest, "InvalidParams", message, new FaultView(path, message));
}
