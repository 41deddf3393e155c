using Spark.Contracts;
using Spark.Executor.Http;

namespace Spark.Executor.Security;

/// <summary>Puts the caller on the request, or answers 401, or 429 to one that calls too often. Only liveness and readiness are open to everybody.</summary>
internal sealed class Authentication(RequestDelegate next, CallerIdentity identity, CallRates rates, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.Value is "/healthz" or "/readyz") return next(context);
        if (identity.Of(context.Request) is not { } caller) return RefuseAsync(context);
        if (caller.IsCounted && !rates.MayCall(caller.Principal.Name)) return TooManyAsync(context, $"'{caller.Principal.Name}' calls too often: {CallRates.PerSecond} calls a second are allowed.");
        context.Features.Set(caller);
        return next(context);
    }

    private Task RefuseAsync(HttpContext context)
    {
        if (!rates.MayFail(context.Connection.RemoteIpAddress?.ToString() ?? "")) return TooManyAsync(context, "Too many unknown keys from this address: wait a little.");
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.AnswerAsync(StatusCodes.Status401Unauthorized, new ErrorResponse("Unauthorized",
            "Send Authorization: Bearer with a key that this service knows.") { Timestamp = time.GetUtcNow() });
    }

    private Task TooManyAsync(HttpContext context, string message)
    {
        context.Response.Headers.RetryAfter = "1";
        return context.AnswerAsync(StatusCodes.Status429TooManyRequests, new ErrorResponse("TooManyRequests", message) { Timestamp = time.GetUtcNow() });
    }
}
