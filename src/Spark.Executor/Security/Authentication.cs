using Spark.Contracts;
using Spark.Executor.Http;

namespace Spark.Executor.Security;

/// <summary>Puts the caller on the request, or answers 401. Only liveness and readiness are open to everybody.</summary>
internal sealed class Authentication(RequestDelegate next, CallerIdentity identity, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.Value is "/healthz" or "/readyz") return next(context);
        if (identity.Of(context.Request) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return context.AnswerAsync(StatusCodes.Status401Unauthorized, new ErrorResponse("Unauthorized",
                "Send Authorization: Bearer with a key that this service knows.") { Timestamp = time.GetUtcNow() });
        }
        context.Features.Set(caller);
        return next(context);
    }
}
