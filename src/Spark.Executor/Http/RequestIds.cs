namespace Spark.Executor.Http;

/// <summary>
/// Gives every answer a header <c>X-Request-Id</c>: the caller's own when it is short and plain, else the server's, which is of the
/// connection and of the request on it, and never comes twice.
/// </summary>
internal sealed class RequestIds(RequestDelegate next)
{
    public const string Header = "X-Request-Id";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.TryGetValue(Header, out var offered) && IsPlain(offered.ToString())) context.TraceIdentifier = offered.ToString();
        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    }

    private static bool IsPlain(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
