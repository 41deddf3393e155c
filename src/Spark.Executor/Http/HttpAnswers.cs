using Spark.Contracts;
using Spark.Executor.Security;

namespace Spark.Executor.Http;

/// <summary>Writes the contract's answers.</summary>
internal static class HttpAnswers
{
    /// <summary>Writes <paramref name="body"/> with the generated serializer of its own type.</summary>
    public static async Task AnswerAsync(this HttpContext context, int status, SparkResponse body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        // The rest of such a body is never read and the connection ends: a caller who used it again would lose its next request.
        if (status == StatusCodes.Status413PayloadTooLarge) context.Response.Headers.Connection = "close";
        using var answer = AnswerBytes.Of(body);
        context.Response.ContentLength = answer.Written.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Written, context.RequestAborted);
    }

    /// <summary>Writes a body that is ready.</summary>
    public static Task AnswerAsync(this HttpContext context, (int Status, ReadOnlyMemory<byte> Body) answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Body.Length;
        return context.Response.BodyWriter.WriteAsync(answer.Body).AsTask();
    }

    /// <summary>Who is asking.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The request has passed no authentication.");
}
