using Spark.Contracts;
using Spark.Copilot.SignIn;

namespace Spark.Copilot.Hosting;

/// <summary>
/// Puts the person on the request. Once keys are set they hold on every path but liveness, readiness, the sign-in form and what it is
/// drawn with, on loopback too: a script sends its key, a browser its session.
/// </summary>
internal sealed class KeyCheck(RequestDelegate next, Sessions sessions, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    private static readonly string[] Open = ["/css/", "/js/", "/_framework/", "/culture/"];

    public Task InvokeAsync(HttpContext context)
    {
        if (PersonOf(context.Request) is { } person)
        {
            context.User = person.ToPrincipal();
            return next(context);
        }
        if (IsOpen(context.Request.Path)) return next(context);
        if (IsPageVisit(context.Request))
        {
            var back = context.Request.Path + context.Request.QueryString;
            context.Response.Redirect(PageRoutes.SignIn + "?returnUrl=" + Uri.EscapeDataString(back));
            return Task.CompletedTask;
        }
        return RefuseAsync(context);
    }

    private Person? PersonOf(HttpRequest request)
    {
        if (!sessions.Needed) return Person.Local;
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? sessions.PersonOf(header[Scheme.Length..].Trim()) : sessions.Of(request);
    }

    private static bool IsOpen(PathString path) =>
        path.Value is "/healthz" or "/readyz" or PageRoutes.SignIn
        || Open.Any(folder => path.Value?.StartsWith(folder, StringComparison.Ordinal) == true);

    private static bool IsPageVisit(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.Response.WriteAsJsonAsync(
            new ErrorResponse("Unauthorized", "Send Authorization: Bearer with a key that this service knows.") { Timestamp = time.GetUtcNow() },
            ContractsJson.Default.ErrorResponse, cancellationToken: context.RequestAborted);
    }
}
