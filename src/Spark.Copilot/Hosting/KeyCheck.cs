using Spark.Contracts;

namespace Spark.Copilot.Hosting;

/// <summary>Once keys are set they hold on every path but liveness and readiness, on loopback too.</summary>
internal sealed class KeyCheck(RequestDelegate next, CopilotSettings settings, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (settings.ApiKeys.Count == 0 || context.Request.Path.Value is "/healthz" or "/readyz" || IsKnown(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.Response.WriteAsJsonAsync(
            new ErrorResponse("Unauthorized", "Send Authorization: Bearer with a key that this service knows.") { Timestamp = time.GetUtcNow() },
            ContractsJson.Default.ErrorResponse, cancellationToken: context.RequestAborted);
    }

    // Every key is compared, so that the time taken tells nothing.
    private bool IsKnown(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        var offered = header[Scheme.Length..].Trim();
        var known = false;
        foreach (var entry in settings.ApiKeys) known |= entry.Key.Matches(offered);
        return known;
    }
}
