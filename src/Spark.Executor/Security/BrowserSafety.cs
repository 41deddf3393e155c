using Spark.Contracts;
using Spark.Contracts.Security;
using Spark.Executor.Http;

namespace Spark.Executor.Security;

/// <summary>Holds every request, hub and metrics included, to the browser rule. The executor has no browser client.</summary>
internal sealed class BrowserSafety(RequestDelegate next, ExecutorSettings settings, TimeProvider time)
{
    private readonly BrowserRule _rule = BrowserRule.For(settings.Urls, hasPages: false);
    private string? _allowed;

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var isPlain = headers.Origin.Count == 0 && !headers.ContainsKey("Sec-Fetch-Site");
        var host = context.Request.Host.Value;
        // No browser asks, by the name that the last one came by.
        if (isPlain && host is not null && host == Volatile.Read(ref _allowed)) return next(context);
        if (_rule.Refusal(context.Request.Host.Host, headers.Origin, headers["Sec-Fetch-Site"]) is { } why)
        {
            return context.AnswerAsync(StatusCodes.Status403Forbidden, new ErrorResponse(BrowserRule.Error, why) { Timestamp = time.GetUtcNow() });
        }
        if (isPlain) Volatile.Write(ref _allowed, host);
        return next(context);
    }
}
