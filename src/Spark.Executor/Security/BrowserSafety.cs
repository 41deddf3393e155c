using Spark.Contracts;
using Spark.Contracts.Security;
using Spark.Executor.Http;

namespace Spark.Executor.Security;

/// <summary>Holds every request, hub and metrics included, to the browser rule. The executor has no browser client.</summary>
internal sealed class BrowserSafety(RequestDelegate next, ExecutorSettings settings, TimeProvider time)
{
    private readonly BrowserRule _rule = BrowserRule.For(settings.Urls, hasPages: false);

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        return _rule.Refusal(context.Request.Host.Host, headers.Origin, headers["Sec-Fetch-Site"]) is { } why
            ? context.AnswerAsync(StatusCodes.Status403Forbidden, new ErrorResponse(BrowserRule.Error, why) { Timestamp = time.GetUtcNow() })
            : next(context);
    }
}
