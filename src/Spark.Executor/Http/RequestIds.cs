namespace Spark.Executor.Http;

/// <summary>
/// Gives every answer a header <c>X-Request-Id</c>: the caller's own when it is short and plain, else the server's, which is of the
/// connection and of the request on it, and never comes twice. Log lines of a request bear it; what a caller numbers and asks to be done
/// has a line of its own.
/// </summary>
internal sealed partial class RequestIds(RequestDelegate next, ILogger<RequestIds> log)
{
    public const string Header = "X-Request-Id";

    // The framework's own scope was made before the caller's id was read.
    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("request {RequestId}");

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.TryGetValue(Header, out var offered) && IsPlain(offered.ToString())) return NumberedAsync(context, offered.ToString());
        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    }

    private async Task NumberedAsync(HttpContext context, string id)
    {
        context.TraceIdentifier = id;
        context.Response.Headers[Header] = id;
        using var scope = Scope(log, id);
        await next(context);
        if (!HttpMethods.IsGet(context.Request.Method)) LogAnswered(log, context.Request.Method, context.Request.Path.Value ?? "", context.Response.StatusCode);
    }

    private static bool IsPlain(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    [LoggerMessage(EventId = 2901, Level = LogLevel.Information, Message = "{Method} {Path} was answered {Status}")]
    private static partial void LogAnswered(ILogger log, string method, string path, int status);
}
