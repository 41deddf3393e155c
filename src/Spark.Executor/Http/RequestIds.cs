namespace Spark.Executor.Http;

/// <summary>Gives every answer a header <c>X-Request-Id</c>: the caller's own when it is short and plain, else a new one.</summary>
internal sealed class RequestIds(RequestDelegate next)
{
    public const string Header = "X-Request-Id";

    public Task InvokeAsync(HttpContext context)
    {
        var offered = context.Request.Headers[Header].ToString();
        if (offered.Length is > 0 and <= 64 && offered.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')) context.TraceIdentifier = offered;
        else context.TraceIdentifier = Guid.CreateVersion7().ToString("n");
        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    }
}
