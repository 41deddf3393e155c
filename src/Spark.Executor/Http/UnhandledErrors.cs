using Spark.Contracts;

namespace Spark.Executor.Http;

/// <summary>
/// A bug becomes a 500 that says nothing of the inside, and a log line that says all; a body that Kestrel refuses keeps its status.
/// </summary>
internal sealed partial class UnhandledErrors(RequestDelegate next, ILogger<UnhandledErrors> log, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; what was carried out goes on and is in the audit.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            var code = e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "BodyTooLarge" : "BadRequest";
            await context.AnswerAsync(e.StatusCode, new ErrorResponse(code, e.Message) { Timestamp = time.GetUtcNow() });
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogUnhandled(log, e, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await context.AnswerAsync(StatusCodes.Status500InternalServerError, new ErrorResponse("InternalError",
                $"The executor failed on this request; its log names the cause under {context.TraceIdentifier}.") { Timestamp = time.GetUtcNow() });
        }
    }

    [LoggerMessage(EventId = 2900, Level = LogLevel.Error, Message = "Unhandled error in {Method} {Path}, request {RequestId}")]
    private static partial void LogUnhandled(ILogger log, Exception e, string method, string path, string requestId);
}
