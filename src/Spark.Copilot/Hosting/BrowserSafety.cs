using Spark.Contracts;
using Spark.Contracts.Security;

namespace Spark.Copilot.Hosting;

/// <summary>Holds every request to the browser rule; the copilot's own pages are its only browser clients.</summary>
internal sealed class BrowserSafety(RequestDelegate next, CopilotSettings settings, TimeProvider time)
{
    private readonly BrowserRule _rule = BrowserRule.For(settings.Urls, hasPages: true);

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (_rule.Refusal(context.Request.Host.Host, headers.Origin, headers["Sec-Fetch-Site"]) is not { } why) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsJsonAsync(new ErrorResponse(BrowserRule.Error, why) { Timestamp = time.GetUtcNow() },
            ContractsJson.Default.ErrorResponse, cancellationToken: context.RequestAborted);
    }
}
