using Spark.Contracts;
using Spark.Contracts.Configuration;
using Spark.Executor.Http;

namespace Spark.Executor.Security;

/// <summary>
/// Keeps web pages away from a service that can trade: the <c>Host</c> must be one of ours (a rebound name is not), the executor has
/// no browser client and so refuses any <c>Origin</c>, and <c>Sec-Fetch-Site</c> must not say that another site asks.
/// </summary>
internal sealed class BrowserSafety(RequestDelegate next, ExecutorSettings settings, TimeProvider time)
{
    private readonly HashSet<string> _hosts = settings.Urls.Select(url => url.Host.Trim('[', ']'))
        .Where(host => host is not ("0.0.0.0" or "::" or "*" or "+")).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (!IsOurHost(context.Request.Host.Host)) return RefuseAsync(context, "Host is not one of this service's names.");
        if (headers.Origin.Count > 0) return RefuseAsync(context, "The executor has no browser client and refuses any Origin.");
        var site = headers["Sec-Fetch-Site"];
        if (site.Count > 0 && (site.Count > 1 || site[0] is not ("none" or "same-origin")))
        {
            return RefuseAsync(context, "Sec-Fetch-Site must be absent, none or same-origin.");
        }
        return next(context);
    }

    private bool IsOurHost(string host) => host.Length > 0 && (Loopback.Is(host) || _hosts.Contains(host.Trim('[', ']')));

    private Task RefuseAsync(HttpContext context, string why) => context.AnswerAsync(
        StatusCodes.Status403Forbidden, new ErrorResponse("OriginNotAllowed", why) { Timestamp = time.GetUtcNow() });
}
